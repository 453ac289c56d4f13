import * as vscode from 'vscode';
import type { MeipiClient } from '../client';
import { inTurn } from './inTurn';
import { CodingMode } from './mode';
import { CodingPreview } from './preview';
import { QuietDocuments } from './quietDocuments';
import { CodingRequests } from './requests';
import { TagReview } from './review';
import { registerSelection } from './selection';

/** Coding by keys, many passages at once, and the review of tags. Only one mode has the keys at a time. */
export class Coding implements vscode.Disposable {
  readonly requests: CodingRequests;
  readonly mode: CodingMode;
  readonly review: TagReview;
  readonly preview: CodingPreview;
  readonly #disposables: vscode.Disposable[];

  constructor(client: MeipiClient, state: vscode.Memento) {
    const quiet = new QuietDocuments();
    const queue = inTurn();
    this.requests = new CodingRequests(client);
    this.mode = new CodingMode(client, this.requests, quiet, state, queue);
    this.review = new TagReview(client, this.requests, quiet, queue);
    this.preview = new CodingPreview(client, this.requests);
    this.#disposables = [
      quiet,
      this.mode,
      this.review,
      this.preview,
      registerSelection(client, this.requests, queue),
      this.mode.onDidChange((isOn) => isOn && void this.review.set(false)),
      this.review.onDidChange((isOn) => isOn && void this.mode.set(false)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }
}
