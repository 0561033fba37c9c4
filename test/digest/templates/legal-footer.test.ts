import { describe, expect, it } from 'vitest';
import { footerProblems } from '../../../src/digest/templates/legal-footer.ts';
import { slotMark } from '../../../src/mail/slots.ts';

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

  const address = '〒231-0000 横浜市中区見本町1-2-3';
  it.for([
    { in: '<b>〒231-0000</b> 横浜市<span style="x">中区見本町</span><wbr>1-2-3', why: 'with tags between' },
    {
      in: '〒231-0000 横浜市\u200b中区\u200b見本町1-2-3',
      why: 'with invisible places to break a line (`phrases`)',
    },
  ])('reads html as a reader does: $why', ({ in: written }) => {
    const html = whole.html.replace('〒231-0000\n 横浜市中区見本町1-2-3', written);
    expect(footerProblems({ ...whole, html }, organisation)).toEqual([]);
  });

  it.for([
    { in: `<!-- ${address} -->`, why: 'in a comment' },
    { in: `<style>/* ${address} */</style>`, why: 'in a style sheet' },
    { in: `<p title="${address}">`, why: 'in an attribute' },
  ])('finds it missing where no reader sees it: $why', ({ in: written }) => {
    const html = whole.html.replace('〒231-0000\n 横浜市中区見本町1-2-3', written);
    expect(footerProblems({ ...whole, html }, organisation)[0]?.message).toContain('`organisation.address`');
  });

  it('knows a name with brackets as templates get it, with a joiner between them', () => {
    const named = (body: string) => body.replace(/港と.*社/, '港{\u2060{風}}社');
    const made = { ...whole, html: named(whole.html), text: named(whole.text) };
    expect(footerProblems(made, { ...organisation, name: '港{{風}}社' })).toEqual([]);
  });
});
