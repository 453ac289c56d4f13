import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user's programs keep what is to survive them: `$MEIPI_STATE`, else the folder that the system has for it. */
export function stateFolder(): string {
  const { MEIPI_STATE: own, XDG_STATE_HOME: xdg } = process.env;
  if (own) return own;
  if (process.platform === 'win32') return localData();
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'meipi');
  return join(xdg ?? join(homedir(), '.local', 'state'), 'meipi');
}

/** Where what can be made again at any time is kept for all processes of a user: `$MEIPI_CACHE`, else the folder that the system has for it. */
export function cacheFolder(): string {
  const { MEIPI_CACHE: own, XDG_CACHE_HOME: xdg } = process.env;
  if (own) return own;
  if (process.platform === 'win32') return join(localData(), 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'meipi');
  return join(xdg ?? join(homedir(), '.cache'), 'meipi');
}

/** On Windows. */
function localData(): string {
  return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'meipi');
}
