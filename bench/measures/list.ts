import type { Measure } from '../lib/measure';
import { foldMeasure } from './fold';
import { indexMeasure } from './index';
import { layersMeasure } from './layers';
import { listsMeasure } from './lists';
import { numbersMeasure } from './numbers';
import { panelsMeasure } from './panels';
import { reopenMeasure } from './reopen';
import { startMeasure } from './start';
import { termsMeasure } from './terms';
import { typingMeasure } from './typing';

/** Everything that is measured, in the order of docs/performance.md. */
export const MEASURES: readonly Measure[] = [
  foldMeasure,
  termsMeasure,
  layersMeasure,
  numbersMeasure,
  startMeasure,
  typingMeasure,
  indexMeasure,
  reopenMeasure,
  listsMeasure,
  panelsMeasure,
];
