import type { Recogniser } from '../../recognise/recogniser';
import { tagReading } from '../../recognise/tagger';
import { LAYERS, type DocumentDate } from '../../recognise/tags';
import { Reading } from '../../text/reading';
import { findStructure } from '../../text/structure';
import { ownCopy } from '../../text/units';
import type { DocumentFindings } from '../findings';
import type { RecogniseStretch } from './provisional';

/** What stretches are recognised with. */
export interface StretchContext {
  /** That of the document. */
  readonly date: DocumentDate | undefined;
  /** The recognisers that are the same for all documents. */
  readonly shared: () => readonly Recogniser[];
  /** The recogniser of sources for a text (folded), which knows the names that matter to it. */
  readonly sources: (text: string) => Recogniser;
  /** Counts up whenever other names are known. */
  readonly namesVersion: () => number;
}

/** Stretches whose findings are remembered: while someone types, each is asked for twice, as what it was and as what it has become. */
const REMEMBERED = 32;

const NOTHING: DocumentFindings = { tags: [], attributions: [], definitions: [] };

/** In the order of the layers, so that tags of one place come in the same order as in the whole document. */
function inOrder(recognisers: readonly Recogniser[]): readonly Recogniser[] {
  return [...recognisers].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}

/** Recognises stretches of a document. What breaks a recogniser is passed over: it will be reported when the whole document is recognised. */
export function stretchRecogniser(context: StretchContext): RecogniseStretch {
  const known = new Map<string, DocumentFindings>();
  let made: readonly unknown[] = [];
  const recognise = (text: string, shared: readonly Recogniser[]): DocumentFindings => {
    const reading = new Reading(text);
    const { tags, attributions, definitions } = tagReading({ reading, structure: findStructure(reading), date: context.date }, inOrder([...shared, context.sources(reading.text)]));
    return { tags, attributions, definitions };
  };
  return (stretch) => {
    // A slice would keep the whole text that it was cut from, and each key makes another.
    const text = ownCopy(stretch);
    try {
      const shared = context.shared();
      const now = [...shared, context.namesVersion()];
      if (now.some((each, i) => each !== made[i])) known.clear();
      made = now;
      const found = known.get(text) ?? recognise(text, shared);
      // The one asked for last is forgotten last.
      known.delete(text);
      known.set(text, found);
      for (const oldest of known.keys()) if (known.size > REMEMBERED) known.delete(oldest);
      return found;
    } catch {
      return NOTHING;
    }
  };
}
