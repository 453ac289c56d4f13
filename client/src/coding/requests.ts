import type * as vscode from 'vscode';
import {
  ServerCommand, type AnnotatedPlaces, type AnnotatePlacesArguments, type CodedResult, type DecidedTags, type DecideTagsArguments, type PlacesArguments, type PlacesResult, type SelectArguments, type SubjectInfo, type TagInfo,
  type UndecidedTagArguments, type UndecidedTagInfo,
} from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';

type ProtocolRange = NonNullable<DecideTagsArguments['extent']>;

/** The commands of the server for coding and reviewing, typed, with the editor's own ranges where a document is asked about. */
export class CodingRequests {
  readonly #client: MeipiClient;

  constructor(client: MeipiClient) {
    this.#client = client;
  }

  /** Gives a passage a code or takes it away. */
  async code(uri: vscode.Uri, range: vscode.Range, code: string): Promise<CodedResult> {
    const done = await this.#client.execute<CodedResult>(ServerCommand.code, { ...this.#place(uri, range), code });
    if (done.done === 'added') this.#client.tellAnnotated(done.annotation);
    return done;
  }

  places(uri: vscode.Uri, range: vscode.Range, of: PlacesArguments['of'], code: string): Promise<PlacesResult> {
    return this.#client.execute(ServerCommand.places, { ...this.#place(uri, range), of, code });
  }

  annotatePlaces(args: AnnotatePlacesArguments): Promise<AnnotatedPlaces> {
    return this.#client.execute(ServerCommand.annotatePlaces, args);
  }

  lock(ids: readonly string[], locked: boolean): Promise<number> {
    return this.#client.execute(ServerCommand.lockAnnotations, { ids, locked });
  }

  tagsAt(uri: vscode.Uri, range: vscode.Range): Promise<TagInfo[]> {
    return this.#client.execute(ServerCommand.tagsAt, this.#place(uri, range));
  }

  undecidedTag(args: UndecidedTagArguments): Promise<UndecidedTagInfo | null> {
    return this.#client.execute(ServerCommand.undecidedTag, args);
  }

  decide(args: DecideTagsArguments): Promise<DecidedTags> {
    return this.#client.execute(ServerCommand.decideTags, args);
  }

  subjects(corpus: string, query: string): Promise<SubjectInfo[]> {
    return this.#client.execute(ServerCommand.subjects, { corpus, query });
  }

  async select(uri: vscode.Uri, range: vscode.Range, unit: SelectArguments['unit']): Promise<vscode.Range | undefined> {
    const found = await this.#client.execute<ProtocolRange | null>(ServerCommand.select, { ...this.#place(uri, range), unit });
    return found ? this.#client.range(found) : undefined;
  }

  #place(uri: vscode.Uri, range: vscode.Range): { uri: string; range: ProtocolRange } {
    return { uri: this.#client.address(uri), range: this.#client.protocolRange(range) };
  }
}
