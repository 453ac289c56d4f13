import type { CodeInfo } from '../../../server/src/lsp/protocol';

/** A code with those below it. */
export interface CodeBranch {
  readonly code: CodeInfo;
  readonly children: readonly CodeBranch[];
}

/**
 * Codes as a tree, in the order of the code book. A parent that is not there counts as none; of codes that are each
 * other's parents the first is on top.
 */
export function codeTree(codes: readonly CodeInfo[]): CodeBranch[] {
  const known = new Set(codes.map(({ id }) => id));
  const seen = new Set<string>();
  const branch = (code: CodeInfo): CodeBranch[] => {
    if (seen.has(code.id)) return [];
    seen.add(code.id);
    return [{ code, children: codes.filter(({ parent }) => parent === code.id).flatMap(branch) }];
  };
  const roots = codes.filter(({ parent }) => parent === undefined || !known.has(parent)).flatMap(branch);
  return [...roots, ...codes.flatMap(branch)];
}

/** Parents before their children, in the order of the code book. */
export function codesInTreeOrder(codes: readonly CodeInfo[]): { readonly code: CodeInfo; readonly depth: number }[] {
  const rows = (branches: readonly CodeBranch[], depth: number): { code: CodeInfo; depth: number }[] =>
    branches.flatMap(({ code, children }) => [{ code, depth }, ...rows(children, depth + 1)]);
  return rows(codeTree(codes), 0);
}
