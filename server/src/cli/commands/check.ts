import { neverCancelled } from '../../corpus/ports';
import type { Command } from '../command';
import { openPaths, placeOf, RECOGNITION_OPTIONS } from '../corpora';

export const check: Command = {
  name: 'check',
  usage: 'PATH… [--termbase FILE]',
  summary: 'print what is wrong with documents, corpus.json and term bases; exit code 1 when there is something',
  options: RECOGNITION_OPTIONS,
  async run(args, io) {
    let findings = 0;
    for (const opened of await openPaths(args.positionals, args, io, { reportErrors: false })) {
      await opened.corpus.index(neverCancelled);
      for (const problem of opened.corpus.problems) {
        findings++;
        await io.out.line(`${await placeOf(problem, opened, io)}: ${problem.severity}: ${problem.message} (${problem.code})`);
      }
    }
    return findings > 0 ? 1 : 0;
  },
};
