/** PDFs that do more than show pages, and some that only look so: made by hand, for tests on Node. */
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';

type Bytes = Uint8Array<ArrayBuffer>;

const script = '<< /S /J#61vaScript /J#53 (app.alert(1)) >>';
const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'));

/** One page, made by the given dictionary entries of its catalogue; a table with right offsets. */
function onePage(entries = '', more = ''): string {
  const objects = [
    `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${entries} >>\nendobj\n`,
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>\nendobj\n',
    '4 0 obj\n<< /Length 43 >>\nstream\nBT (/S /JavaScript /JS is only a word) Tj ET\nendstream\nendobj\n',
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object) => {
    const at = text.length;
    text += object;
    return at;
  });
  text += more;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return `${text}xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** A further revision (ISO 32000-2, 7.5.6) with these objects. */
function revised(text: string, objects: string): string {
  const before = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';
  const at = text.length + objects.length;
  return `${text}${objects}xref\n0 0\ntrailer\n<< /Size 10 /Root 1 0 R /Prev ${before} >>\nstartxref\n${at}\n%%EOF\n`;
}

async function library(change: (document: PDFDocument) => unknown, password?: string): Promise<Bytes> {
  const document = await PDFDocument.create();
  document.addPage();
  await change(document);
  if (password !== undefined) document.encrypt({ userPassword: password, ownerPassword: 'owner' });
  return new Uint8Array(await document.save({ useObjectStreams: true }));
}

const opensScript = (document: PDFDocument): void => {
  const action = document.context.register(document.context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') }));
  document.catalog.set(PDFName.of('OpenAction'), action);
};

/** An object within a stream that is no object stream, at an offset a table names. */
function hiddenByOffset(): string {
  const text = onePage();
  const head = '8 0 obj\n<< /Length 100 >>\nstream\n';
  const stream = `${head}${`7 0 obj\n${script}\nendobj\n`.padEnd(100)}\nendstream\nendobj\n`;
  const before = /startxref\s+(\d+)/.exec(text)?.[1] ?? '0';
  const offset = String(text.length + head.length).padStart(10, '0');
  return `${text}${stream}xref\n7 1\n${offset} 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev ${before} >>\nstartxref\n${text.length + stream.length}\n%%EOF\n`;
}

/** By what is wrong with them. */
export async function activePdfs(): Promise<[string, Bytes][]> {
  return [
    ['a script in escaped names', bytesOf(onePage(`/OpenAction ${script}`))],
    ['a script in an object stream', await library(opensScript)],
    ['a script behind an empty password', await library(opensScript, '')],
    ['a script that a later revision took back', bytesOf(revised(onePage('', `9 0 obj\n${script}\nendobj\n`), '9 0 obj\nnull\nendobj\n'))],
    ['a script in a later revision', bytesOf(revised(onePage(), `9 0 obj\n${script}\nendobj\n`))],
    ['a script inside another object, at an offset of the table', bytesOf(hiddenByOffset())],
    ['a script in an object that is broken', bytesOf(onePage('', '9 0 obj\n<< /S /J#61vaScript /JS (x\nendobj\n'))],
    ['a program to start', bytesOf(onePage('/OpenAction << /S /Launch /F (calc.exe) >>'))],
    ['a form that sends itself', bytesOf(onePage('/AA << /WC << /S /SubmitForm /F (https://x.example) >> >>'))],
    ['a form for data', bytesOf(onePage('/AA << /WC << /S /ImportData /F (x) >> >>'))],
    ['an XFA form', bytesOf(onePage('/AcroForm << /Fields [] /XFA (x) >>'))],
    ['a link to a file', bytesOf(onePage('/X << /S /URI /URI (file:///etc/passwd) >>'))],
    ['a link to a share', bytesOf(onePage('/X << /S /GoToR /F (\\\\\\\\host\\\\share) >>'))],
    ['an attached file', await library((document) => document.attach(new Uint8Array(10), 'a.exe'))],
    ['a film', bytesOf(onePage('/X << /Subtype /RichMedia >>'))],
  ];
}

export async function harmlessPdfs(): Promise<[string, Bytes][]> {
  return [
    ['words about scripts', bytesOf(onePage())],
    ['links into the web', bytesOf(onePage('/X << /S /URI /URI (https://provider.example) >> /Y << /S /URI /URI (mailto:a@b.example) >>'))],
    ['a page to open at', bytesOf(onePage('/OpenAction << /S /GoTo /D [3 0 R /Fit] >>'))],
    ["an owner's password", await library(() => undefined, '')],
  ];
}

/** Opens with a password only. */
export function lockedPdf(): Promise<Bytes> {
  return library(() => undefined, 'secret');
}
