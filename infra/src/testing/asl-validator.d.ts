/** asl-validator comes without types; this is what the specs use of it. */
declare module 'asl-validator' {
  const validate: (definition: object) => { isValid: boolean; errors: unknown[] };
  export default validate;
}
