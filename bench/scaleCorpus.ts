// npm run bench:corpus -- --size MB [--seed N] | --delete: makes a corpus for scale of so many million bytes out of the documents of
// MEIPI_CORPUS (else the sample corpus) and prints its folder; says how much there is on standard error. It is kept for the next time
// in MEIPI_SCALE, else among the temporary files; --delete deletes all that were made.
import { parseArgs } from 'node:util';
import { deleteScaleCorpora, scaleCorpus } from './lib/scaleCorpus';

const { values: options } = parseArgs({ options: { size: { type: 'string' }, seed: { type: 'string' }, delete: { type: 'boolean' } } });
if (options.delete === true) deleteScaleCorpora();
else {
  const size = Number(options.size ?? 10);
  if (!(size > 0)) throw new Error('--size takes a number of million bytes');
  const { folder, documents, bytes, units } = scaleCorpus({ bytes: Math.round(size * 1e6), seed: Number(options.seed ?? 1) });
  console.error(`${documents.toLocaleString('en')} documents, ${bytes.toLocaleString('en')} bytes, ${units.toLocaleString('en')} UTF-16 units`);
  console.log(folder);
}
