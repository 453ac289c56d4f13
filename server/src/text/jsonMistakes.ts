import * as l10n from '@vscode/l10n';
import { printParseErrorCode, type ParseError, type ParseErrorCode } from 'jsonc-parser';

/** A mistake in a JSON text, for whoever wrote it; UTF-16 offsets. */
export interface JsonMistake {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** What a parser found wrong, in words: one mistake for each place, the first that was found there, as the others there follow from it. */
export function jsonMistakes(errors: readonly ParseError[]): JsonMistake[] {
  const places = new Set<number>();
  return errors
    .filter(({ offset }) => places.size < places.add(offset).size)
    .map(({ error, offset, length }) => ({ offset, length, message: messageOf(error) }));
}

function messageOf(error: ParseErrorCode): string {
  const what = inWords(error);
  return what === undefined ? l10n.t('This is not valid JSON.') : l10n.t('This is not valid JSON: {0}.', what);
}

function inWords(error: ParseErrorCode): string | undefined {
  const name = printParseErrorCode(error);
  switch (name) {
    case 'PropertyNameExpected':
      return l10n.t('a name in quotation marks is expected here');
    case 'ValueExpected':
      return l10n.t('a value is expected here');
    case 'ColonExpected':
    case 'CommaExpected':
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
      return l10n.t('“{0}” is expected here', SIGNS[name]);
    case 'EndOfFileExpected':
      return l10n.t('the file should end before this');
    case 'InvalidCommentToken':
      return l10n.t('comments are not allowed in this file');
    case 'UnexpectedEndOfString':
      return l10n.t('the closing quotation mark is missing');
    case 'UnexpectedEndOfComment':
      return l10n.t('the end of the comment is missing');
    case 'InvalidSymbol':
      return l10n.t('texts stand in quotation marks');
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return l10n.t('this is not a number');
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
    case 'InvalidCharacter':
      return l10n.t('a character that has to be written in another way');
    case '<unknown ParseErrorCode>':
      return undefined;
  }
}

const SIGNS = {
  ColonExpected: ':',
  CommaExpected: ',',
  CloseBraceExpected: '}',
  CloseBracketExpected: ']',
};
