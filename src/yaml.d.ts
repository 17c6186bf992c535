/** Packs bundled as text for Workers. */
declare module '*.yaml' {
  const text: string;
  export default text;
}
