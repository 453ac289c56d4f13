import type { Command } from '../command';
import { agreement } from './agreement';
import { attributions } from './attributions';
import { candidates } from './candidates';
import { check } from './check';
import { exportCommand } from './export';
import { figures } from './figures';
import { gitSetup } from './gitSetup';
import { importCommand } from './import';
import { kwic } from './kwic';
import { merge } from './merge';
import { refs } from './refs';
import { tag } from './tag';

/** Every command of `meipi`, in the order of the help text. */
export const commands: readonly Command[] = [tag, attributions, figures, refs, kwic, candidates, agreement, exportCommand, importCommand, check, merge, gitSetup];
