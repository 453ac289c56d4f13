/** The tables of OpenCC as opencc-js ships them: `"from to|from to|…"`. */
declare module 'opencc-js/dict/*' {
  const table: string;
  export default table;
}
