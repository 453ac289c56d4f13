import * as l10n from '@vscode/l10n';
import type { DecidedTag } from '../../corpus/decisions';
import { alternativeLabel, alternativesOf, isAmbiguous } from '../ambiguity';
import { escapeMarkdown, markdownLink } from '../markdown';
import type { HoverContext } from './hover';

/** That the words may stand for several people or concepts, with a link to choose each where the editor has one; undefined where they do not. */
export function choices({ corpus, chooseLink }: HoverContext, tag: DecidedTag): string | undefined {
  if (!isAmbiguous(tag)) return undefined;
  const named = alternativesOf(tag).map((id) => {
    const label = alternativeLabel(corpus, id);
    return chooseLink ? markdownLink(label, chooseLink(tag, id)) : escapeMarkdown(label);
  });
  return l10n.t('One of: {0}', named.join(' · '));
}

/** What the reader decided on a tag. */
export function decided({ decision }: DecidedTag): string | undefined {
  if (decision === undefined) return undefined;
  return `*${decision === 'accepted' ? l10n.t('You accepted this tag.') : l10n.t('You changed this tag.')}*`;
}
