/** Something that cannot be done, with a message for the user. */
export class AnnotationError extends Error {
  override readonly name = 'AnnotationError';
}
