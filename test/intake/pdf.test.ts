import { expect } from '@open-wc/testing';
import { PdfText, type PdfDict } from '../../src/intake/formats/pdf-objects.ts';
import { opensWithoutPassword } from '../../src/intake/formats/pdf-password.ts';
import { readPdf } from '../../src/intake/formats/pdf.ts';
import { Refused } from '../../src/intake/formats/structure.ts';
import { contentLimits } from '../../src/model/limits.ts';

const pace = { isDue: false, rest: () => Promise.resolve() };
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const catalog = '<</Type/Catalog/Pages 2 0 R>>';
const onePage = '<</Type/Pages/Count 1/Kids[3 0 R]>>';
const page = '<</Type/Page/Parent 2 0 R>>';

interface Writing {
  readonly trailer?: string;
  /** Added to what `startxref` says. */
  readonly shift?: number;
  readonly afterwards?: string;
}

/** A PDF of these objects, the first of them its catalog. */
function pdf(objects: readonly string[], { trailer = '', shift = 0, afterwards = '' }: Writing = {}): string {
  let body = '%PDF-1.7\n';
  const rows = objects.map((object, index) => {
    const row = `${String(body.length).padStart(10, '0')} 00000 n \n`;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return row;
  });
  const size = String(objects.length + 1);
  return `${body}xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${String(body.length + shift)}\n%%EOF\n${afterwards}`;
}

/** A number of pages, or the code of a refusal. */
async function read(content: string | Blob): Promise<unknown> {
  try {
    return (await readPdf(content instanceof Blob ? content : new Blob([bytes(content)]), pace)).pageCount;
  } catch (reason) {
    if (reason instanceof Refused) return reason.refusal.code;
    throw reason;
  }
}

describe('a PDF', () => {
  it('tells its pages', async () => {
    expect(await read(pdf([catalog, onePage, page]))).to.equal(1);
    expect(await read(pdf([catalog, '<</Type/Pages/Count 0/Kids[]>>']))).to.equal('pdf_no_pages');
    expect(await read(pdf([catalog, '<</Type/Pages/Kids[3 0 R]>>', page]))).to.equal(null);
    const most = contentLimits.maxPdfPages;
    expect(await read(pdf([catalog, `<</Count ${String(most)}/Kids[3 0 R]>>`, page]))).to.equal(most);
    expect(await read(pdf([catalog, `<</Count ${String(most + 1)}/Kids[3 0 R]>>`, page]))).to.equal('pdf_too_many_pages');
  });

  it('is refused when a part of it is missing', async () => {
    const whole = pdf([catalog, onePage, page]);
    for (const share of [0.2, 0.5, 0.9, 0.97]) expect(await read(whole.slice(0, whole.length * share))).to.equal('pdf_corrupt');
    expect(await read('%PDF-1.7\nnothing\nstartxref\n9\n%%EOF\n')).to.equal('pdf_corrupt');
  });

  it('is taken when every viewer would repair it', async () => {
    expect(await read(pdf([catalog, onePage, page], { shift: 40 }))).to.equal(1);
    expect(await read(pdf([catalog, onePage, page], { afterwards: '\0'.repeat(2000) }))).to.equal(1);
    expect(await read(pdf([catalog, onePage, page]).replace('1 0 obj', '% moved\n1 0 obj'))).to.equal(1);
    expect(await read(pdf([catalog, onePage, page], { trailer: '/Prev 9' }))).to.equal(1);
  });

  it('is taken behind what viewers skip, and before what they pass over', async () => {
    const whole = pdf([catalog, onePage, page]);
    // Offsets count from the header: where nothing is found by them, the search takes this for the pages.
    const decoy = [catalog, onePage, page, '(2 0 obj <</Count 7/Kids[3 0 R]>> endobj)'];
    expect(await read(pdf(decoy, { shift: 40 }))).to.equal(7);
    for (const start of ['\xef\xbb\xbf', '\r\n ', '\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n']) {
      expect(await read(start + pdf(decoy)), start).to.equal(1);
    }
    for (const afterwards of ['\0'.repeat(5000), `<!-- ${'x'.repeat(6000)} -->`]) expect(await read(whole + afterwards)).to.equal(1);
    expect(await read(whole.replace('%%EOF\n', ''))).to.equal(1);
  });

  it('is refused when its last change was cut', async () => {
    const whole = pdf([catalog, onePage, page]);
    for (const more of [`3 0 obj\n<</Type/Page>>\nendobj\n${'4 0 obj\n<<>>\nendobj\n'.repeat(500)}`, 'xref\n0 1\n', `3 0 obj\n${page}\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n30`]) {
      expect(await read(whole + more)).to.equal('pdf_corrupt');
    }
  });

  it('is refused when it does something by itself, wherever that stands', async () => {
    const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
    for (const more of [
      `/OpenAction${script}`, `/OpenAction<</S/GoTo/Next[${script}]>>`, `/AA<</WC${script}>>`, '/OpenAction<</S/Launch/F(a.exe)>>', '/OpenAction<</S/J#61vaScript>>',
      '/AcroForm<</XFA[(a) 3 0 R]>>', '/Names<</EmbeddedFiles<</Names[(a)<</EF<</F 3 0 R>>>>]>>>>', `/Names<</JavaScript<</Names[(a)${script}]>>>>`,
    ]) expect(await read(pdf([`<</Type/Catalog/Pages 2 0 R${more}>>`, onePage, page])), more).to.equal('pdf_active_content');
    expect(await read(pdf([catalog, onePage, `<</Type/Page/Parent 2 0 R/Annots[<</A${script}>>]>>`]))).to.equal('pdf_active_content');
  });

  it('may speak of scripts', async () => {
    expect(await read(pdf([catalog, onePage, '<</Type/Page/Title(/S /JavaScript /JS)/Note<2f4a53>>>', '<</S/URI/URI(javascript:)>>']))).to.equal(1);
  });

  it('ends for files that lead in circles or into depths', async () => {
    expect(await read(pdf([catalog, '<</Count 2 0 R/Kids[2 0 R]>>']))).to.equal(null);
    expect(await read(pdf(['1 0 R']))).to.equal(null);
    expect(await read(pdf(['[['.repeat(100_000), onePage]))).to.equal(null);
    expect(await read(pdf([`(${'\\('.repeat(100_000)}`, onePage]))).to.equal(null);
  });

  it('with compressed objects is read, also when an object stream needs itself', async () => {
    const members = `1 0 2 ${String(catalog.length)} ${catalog}${onePage}`;
    const first = members.indexOf('<<');
    expect(await read(await compressed(members, { first }))).to.equal(1);
    expect(await read(await compressed(members, { first, length: '1 0 R' }))).to.equal(null);
  });

  it('of hundreds of MB is read in parts', async () => {
    const small = pdf([catalog, onePage, page]);
    const at = small.indexOf('xref\n0');
    const gap = 300 * 1024 * 1024;
    const filling = Array.from({ length: 300 }, () => new Blob([new Uint8Array(1024 * 1024)]));
    const tail = bytes(small.slice(at).replace(/startxref\n\d+/, `startxref\n${String(at + gap)}`));
    const large = new Blob([bytes(small.slice(0, at)), ...filling, tail]);
    let readBytes = 0;
    const counted = Object.assign(Object.create(large) as Blob, {
      slice: (from: number, to: number) => {
        readBytes += Math.min(to, large.size) - from;
        return large.slice(from, to);
      },
    });
    Object.defineProperty(counted, 'size', { value: large.size });
    expect(await read(counted)).to.equal(1);
    expect(readBytes).to.be.below(100_000);
  });

  it('that can no longer be read says so', async () => {
    const gone = Object.assign(new Blob(['%PDF-1.7']), { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) });
    expect(await read(gone)).to.equal('file_changed');
  });
});

describe('the empty password', () => {
  const id = '<6285dcd147bbd7c07d63844c37b01d23>';
  const isOpen = (revision: string, strings: string) => {
    const encrypt = new PdfText(`<</Filter/Standard/R ${revision}/P -4${strings}>> `).value() as PdfDict;
    return opensWithoutPassword(encrypt, new PdfText(id).value());
  };
  // Written by qpdf for one file, with an owner's password alone and with a user's.
  const owner = '/O<b436d18e2c60441a6d8f6d46979c1641f305f91c030faaede3100e66b6daf3bb>';
  const user = '/O<f1ecb76f2c4b802e83ce47102630e8b3dc23d784d3d14405f29c88947b77fe92>';

  it('opens what only restricts printing and copying', async () => {
    expect(await isOpen('2/Length 40', '/O<9292059bdfb7f4873fa0f4aefbe2503c82cbb18702f09889c0996dfea11803c2>/U<0d2d93791ff0bc9cd052fb621b21e7825c1bb3721317630089e5167a30852d65>')).to.equal(true);
    expect(await isOpen('3/Length 128', `${owner}/U<09006ab003336854d2535f0edac57a180122456a91bae5134273a6db134c87c4>`)).to.equal(true);
    expect(await isOpen('4/EncryptMetadata false', `${owner}/U<ee785d56c51d87885e9a52276de3b81b0122456a91bae5134273a6db134c87c4>`)).to.equal(true);
    expect(await isOpen('5', '/U<b51ec11440ea2a8f80b79bc3469c72eb0b2e5910ba6cb25225179ec0172c54bf495b00530938df82900cd6f1ccd0305f>')).to.equal(true);
    expect(await isOpen('6', '/U<dc58472f3ab04e0ec2912691ced831f24ec587498620cab5e4f4bd1fb8ecc92911f1378ca050d28316d8cde4f38c81d2>')).to.equal(true);
  });

  it('does not open what asks for one', async () => {
    expect(await isOpen('2/Length 40', '/O<d748637adf9c30b3d1e1def84a4eaeceaded9f1fd22e7661d115eb0c6cb50eeb>/U<00cfd6726869e46affe582017948ea50bd547f546f568c2e8972aec54a8afc2c>')).to.equal(false);
    expect(await isOpen('3/Length 128', `${user}/U<8fdd13fad5fe9c2e7c8b2ef4e7f3bc2a0122456a91bae5134273a6db134c87c4>`)).to.equal(false);
    expect(await isOpen('4/EncryptMetadata false', `${user}/U<a1233958c3ac15f4976470b4f4c80fbc0122456a91bae5134273a6db134c87c4>`)).to.equal(false);
    expect(await isOpen('5', '/U<5dedca68da047f252a796f68b2814cd2c4e53923a518b94900b3895b3023e6f0bdbd488a4e026cbfaed324e2f9a28e2f>')).to.equal(false);
    expect(await isOpen('6', '/U<ce4673ba2b9664f05c238bc8408e7361ac31e592866a9c523a6602c61f8f760cadd133cb81e058d5e016f9f5ea96921e>')).to.equal(false);
    expect(await opensWithoutPassword(new Map([['/Filter', '/Adobe.PubSec']]), undefined)).to.equal(false);
  });
});

/** A PDF whose first two objects stand in an object stream, with a cross-reference stream of predicted rows. */
async function compressed(members: string, { first, length }: { first: number; length?: string }): Promise<Blob> {
  const packed = await deflated(bytes(members));
  const head = bytes('%PDF-1.7\n');
  const stream = [
    bytes(`4 0 obj\n<</Type/ObjStm/N 2/First ${String(first)}/Filter/FlateDecode/Length ${length ?? String(packed.length)}>>\nstream\r\n`),
    packed, bytes('\nendstream\nendobj\n'),
  ];
  const xrefAt = head.length + stream.reduce((sum, part) => sum + part.length, 0);
  const rows = [[2, 0, 4, 0], [2, 0, 4, 1], [0, 0, 0, 0], [1, 0, head.length, 0], [1, xrefAt >> 8, xrefAt & 255, 0]];
  const table = await deflated(Uint8Array.from(rows.flatMap((row, at) => [2, ...row.map((byte, column) => byte - (rows[at - 1]?.[column] ?? 0))])));
  const xref = `5 0 obj\n<</Type/XRef/Size 6/Index[1 5]/W[1 2 1]/Root 1 0 R/Filter[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 4>>]/Length ${String(table.length)}>>\nstream\n`;
  return new Blob([head, ...stream, bytes(xref), table, bytes(`\nendstream\nendobj\nstartxref\n${String(xrefAt)}\n%%EOF\n`)]);
}

async function deflated(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([content]).stream().pipeThrough(new CompressionStream('deflate'))).arrayBuffer());
}
