import classes from '../../../../data/candidates/wordClasses.json';

/** Words of a dictionary by their classes (data/candidates); read from a file of its own, as only the panel of candidates needs it. */
export function dictionaryClasses(): typeof classes {
  return classes;
}
