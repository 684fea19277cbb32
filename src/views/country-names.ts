/** Countries as a language calls and sorts them. The codes are ISO 3166-1 alpha-2, as officially assigned. */
const codes = ('ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ'
  + 'DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZ'
  + 'LALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW'
  + 'SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW').match(/../g) ?? [];

interface Country {
  readonly code: string;
  readonly name: string;
}

const sorted = new Map<string, readonly Country[]>();

export function countriesIn(locale: string): readonly Country[] {
  const known = sorted.get(locale);
  if (known) return known;
  const { compare } = new Intl.Collator(locale);
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const countries = codes.map((code) => ({ code, name: names.of(code) ?? code })).sort((one, other) => compare(one.name, other.name));
  sorted.set(locale, countries);
  return countries;
}
