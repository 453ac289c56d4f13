/** A page of a long list. */
export interface PageParams {
  /** How many to pass over; 0 when absent. */
  readonly offset?: number;
  /** How many to give; as many as are given at once at most, when absent or more. */
  readonly limit?: number;
}
