import { Reading, readingInSteps } from '../text/reading';
import { scriptOf, type Script } from '../text/script';
import { SourceText } from '../text/sourceText';
import type { Steps } from '../text/steps';
import { findStructure, structureInSteps, type Structure } from '../text/structure';
import { WrittenText, type Runs } from '../text/writtenText';
import { baseName, firstHeading } from './documentTitle';
import type { TextOrigin } from './textOrigin';

/** The text of a document with what is read of it, each part when it is first asked for, the text itself too. */
export class DocumentText {
  readonly #id: string;
  readonly #givenTitle: string | undefined;
  /** Told before something is made that {@link rest} lets go of. */
  readonly #use: () => void;
  readonly #origin: TextOrigin | undefined;
  #text: SourceText | undefined;
  /** A text that is there as long as somebody else has it. */
  #inPassing: WeakRef<SourceText> | undefined;
  #title: string | undefined;
  #script: Script | undefined;
  #reading: Reading | undefined;
  #structure: Structure | undefined;
  /** Makes both, a step at a time, for all who wait for them. */
  #readSteps: Steps<void> | undefined;
  /** Kept when all else of the reading is let go of. */
  #runs: Runs | undefined;

  constructor(text: string | SourceText | TextOrigin, { id, title, use }: { readonly id: string; readonly title: string | undefined; readonly use: () => void }) {
    if (typeof text === 'string') this.#text = new SourceText(text);
    else if (text instanceof SourceText) this.#text = text;
    else this.#origin = text;
    this.#id = id;
    this.#givenTitle = title;
    this.#use = use;
  }

  get text(): SourceText {
    if (!this.#text) {
      this.#text = this.textInPassing;
      this.#inPassing = undefined;
    }
    return this.#text;
  }

  /** The text for whoever needs little of it, once: one that is not there is read and not kept. */
  get textInPassing(): SourceText {
    let text = this.#text ?? this.#inPassing?.deref();
    if (!text) {
      text = new SourceText(this.#origin?.read() ?? '');
      this.#inPassing = new WeakRef(text);
    }
    return text;
  }

  /** The text up to an offset at least, and what stands right behind it: of a text that nobody has asked for yet, no more where that is to be had. */
  upTo(offset: number): SourceText {
    if (this.#text) return this.#text;
    // Whether a line ends behind a carriage return, the next character tells.
    const start = this.#origin?.readUpTo?.(offset + 2);
    return start === undefined ? this.text : new SourceText(start);
  }

  /** Whether the text comes, or came, from an origin. */
  isFrom(origin: TextOrigin): boolean {
    return this.#origin === origin;
  }

  /** Whether the text has been asked for, or was there from the beginning. */
  get isThere(): boolean {
    return this.#text !== undefined;
  }

  /** How many code units the text has; about, as long as it has not been asked for. */
  get roughLength(): number {
    return this.#text?.length ?? this.#origin?.roughLength ?? 0;
  }

  get title(): string {
    return (this.#title ??= this.#titleWithoutText ?? (firstHeading(this.text.text) || baseName(this.#id)));
  }

  /** The title as far as it is known without reading a text that nobody has looked at yet; the name of the file until then. */
  get knownTitle(): string {
    return this.#title ?? this.#titleWithoutText ?? (this.isThere ? this.title : baseName(this.#id));
  }

  get #titleWithoutText(): string | undefined {
    return this.#givenTitle ?? (this.#origin?.title === undefined ? undefined : this.#origin.title || baseName(this.#id));
  }

  get script(): Script {
    return (this.#script ??= this.#origin?.script ?? scriptOf(this.text.text));
  }

  get reading(): Reading {
    this.#use();
    return (this.#reading ??= new Reading(this.text.text));
  }

  get writtenText(): WrittenText {
    return new WrittenText(this.text.text, (this.#runs ??= this.reading.runs));
  }

  /** Whether the reading is at hand. */
  get isRead(): boolean {
    return this.#reading !== undefined;
  }

  get structure(): Structure {
    this.#use();
    return (this.#structure ??= findStructure(this.reading));
  }

  /** Makes reading and structure in steps of a few milliseconds. */
  *readInSteps(): Steps<void> {
    this.#use();
    const steps = (this.#readSteps ??= this.#read());
    while (!this.#structure && !steps.next().done) yield;
  }

  *#read(): Steps<void> {
    if (!this.#reading) {
      const reading = yield* readingInSteps(this.text.text);
      this.#reading ??= reading;
    }
    if (!this.#structure) {
      const structure = yield* structureInSteps(this.#reading);
      this.#structure ??= structure;
    }
  }

  /** Lets go of what can be made again. */
  rest(): void {
    this.#text?.rest();
    this.#reading = undefined;
    this.#structure = undefined;
    this.#readSteps = undefined;
  }
}
