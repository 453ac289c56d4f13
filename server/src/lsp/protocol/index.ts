// Everything that the client and the server say to each other beyond the Language Server Protocol, a file for each subject. The client
// imports only what this file exports: types, names, and lists that both sides have in common. Positions are LSP positions, UTF-16.
import { AgreementCommand } from './agreement';
import { AnnotationCommand } from './annotations';
import { CodeCommand } from './codes';
import { CodingCommand } from './coding';
import { CorpusCommand } from './corpora';
import { DecisionCommand } from './decisions';
import { FileCommand } from './files';
import { MentionCommand } from './mentions';
import { NoteCommand } from './notes';
import { PassageCommand } from './passages';
import { ProgressCommand } from './progress';
import { TermCommand } from './terms';

export * from './agreement';
export * from './annotationChanges';
export * from './annotations';
export * from './codes';
export * from './coding';
export * from './corpora';
export * from './decisions';
export * from './figures';
export * from './files';
export * from './mentions';
export * from './notes';
export * from './page';
export * from './passages';
export * from './progress';
export * from './starting';
export * from './terms';

/**
 * Commands of the server (`workspace/executeCommand`), for every editor. Arguments are one JSON object each. Failures are response errors with a message for the
 * user; changes are announced by `meipi/annotationsChanged`.
 */
export const ServerCommand = {
  ...CorpusCommand,
  ...AnnotationCommand,
  ...PassageCommand,
  ...NoteCommand,
  ...ProgressCommand,
  ...CodingCommand,
  ...CodeCommand,
  ...DecisionCommand,
  ...MentionCommand,
  ...TermCommand,
  ...AgreementCommand,
  ...FileCommand,
} as const;
