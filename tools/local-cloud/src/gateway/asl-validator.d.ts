declare module 'asl-validator' {
  /** Finds what is wrong with a state machine's definition. */
  export default function validate(definition: Record<string, unknown>): {
    isValid: boolean;
    errors: { Message: string }[];
  };
}
