import { describe, expect, it } from 'vitest';
import { slotMark } from '../../../src/mail/slots.ts';
import { footerProblems } from '../../../src/sending/plan/legal-footer.ts';

describe('footerProblems', () => {
  const organisation = {
    name: '港と"風"社',
    address: '〒231-0000 横浜市中区見本町1-2-3',
    contact: 'hello@minato.example',
  };
  const shown = `港と&quot;風&quot;社 〒231-0000\n 横浜市中区見本町1-2-3 hello@minato.example ${slotMark('unsubscribe_url')}`;
  const whole = { key: 'all', html: shown, text: shown.replaceAll('&quot;', '"') };

  it.for([
    { mark: '&#34;', why: 'as Liquid escapes it' },
    { mark: '&quot;', why: 'by its name, as a person writes it' },
    { mark: '"', why: 'as it is, which HTML allows between tags' },
  ])('finds nothing to mend where everything is shown, broken into lines: $why', ({ mark }) => {
    const html = whole.html.replaceAll('&quot;', mark);
    expect(footerProblems({ ...whole, html }, organisation)).toEqual([]);
  });

  it.for([
    { without: 'hello@minato.example', names: '`organisation.contact`', why: 'no contact' },
    { without: '横浜市中区見本町1-2-3', names: '`organisation.address`', why: 'no address' },
    { without: slotMark('unsubscribe_url'), names: 'the unsubscribe link', why: 'no way to leave' },
  ])('names what is missing in text alone: $why', ({ without, names }) => {
    const [problem] = footerProblems({ ...whole, text: whole.text.replace(without, '') }, organisation);
    expect(problem?.code).toBe('send-footer');
    expect(problem?.message).toContain(names);
  });
});
