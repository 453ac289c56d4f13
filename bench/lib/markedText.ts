// Parts of a text that a program writes, between marks that a person leaves alone: `<!-- bench:NAME -->` and `<!-- /bench -->`.

/** The names of the parts, in order. @throws SyntaxError when a part has no end, or its end no beginning */
export function partsOf(text: string): string[] {
  const names: string[] = [];
  let open: string | undefined;
  for (const { 1: name, 0: mark } of text.matchAll(/<!-- bench:([\w-]+) -->|<!-- \/bench -->/g)) {
    if (name !== undefined && open !== undefined) throw new SyntaxError(`the part "${open}" has no end`);
    if (name === undefined && open === undefined) throw new SyntaxError(`${mark} ends no part`);
    open = name;
    if (name !== undefined) names.push(name);
  }
  if (open !== undefined) throw new SyntaxError(`the part "${open}" has no end`);
  return names;
}

/** The text with parts written anew; a part for which there is nothing new stays as it is. @throws SyntaxError as {@link partsOf} does */
export function withParts(text: string, content: (name: string) => string | undefined): string {
  partsOf(text);
  return text.replace(/(<!-- bench:([\w-]+) -->)[^]*?(<!-- \/bench -->)/g, (whole, begin: string, name: string, end: string) => {
    const part = content(name);
    return part === undefined ? whole : `${begin}\n\n${part.trim()}\n\n${end}`;
  });
}
