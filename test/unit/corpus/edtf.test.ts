import { strict as assert } from 'node:assert';
import { isEdtf } from '../../../server/src/corpus/edtf';

describe('EDTF dates of documents', () => {
  const valid = [
    '2024', '2024-03', '2024-02-29', '-0044-03-15', '0000', 'Y17000', // level 0 and long years
    '1984?', '2004-06~', '2004-06-11%', '199X', '20XX', '2004-XX', '1985-04-XX', '1985-XX-XX', '2001-21', // level 1
    'XXXX-12-13', 'XXXX-02-29', 'XXXX-12-XX', // a day without a year
    '2018/2022', '2004-02-01/2005-02', '1985/..', '../1985', '2004/', '/2006', '2004?/2005', // intervals
  ];
  for (const value of valid) it(`takes ${value}`, () => assert.equal(isEdtf(value), true));

  const invalid = [
    '', ' 2024', '2024 ', '24', '2024-3', '2024-13', '2024-00', '2023-02-29', '2024-04-31', '2024-01-00', '1900-02-29', '-0000',
    'XXXX', 'XXXX-XX-12', '19X4', '20XX-05', '2024-25', '2001-21-01', '2024-03-18T10:00:00', '2024年3月', '2024/3/18', '2022/2018',
    '../..', '/', '2004/2005/2006', 'Y2024', '2024-XX-12',
  ];
  for (const value of invalid) it(`rejects "${value}"`, () => assert.equal(isEdtf(value), false));
});
