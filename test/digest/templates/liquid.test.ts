import { describe, expect, it } from 'vitest';
import { phraseBreaks, wholeNumbers } from '../../../src/digest/templates/line-breaks.ts';
import { renderTemplate } from '../../../src/digest/templates/liquid.ts';
import type { Variables } from '../../../src/digest/templates/template.ts';
import { ProblemError } from '../../../src/problem.ts';

const variables: Variables = {
  lead: { title: '港 & <船>' },
  sections: [{ name: '投資', items: [{ title: '造船' }] }],
  total: 2,
};

function render(source: string, format: 'html' | 'text' = 'html'): string {
  return renderTemplate(
    { 'a.liquid': { source, at: { file: 'email-templates/a.liquid' } } },
    'a.liquid',
    variables,
    format,
  );
}

function faults(source: string) {
  try {
    render(source);
    return [];
  } catch (error) {
    return error instanceof ProblemError ? error.problems : [];
  }
}

describe('what is put in', () => {
  it.for([
    { source: '{{ lead.title }}', format: 'html', out: '港 &amp; &lt;船&gt;', why: 'escaped in HTML' },
    { source: '{{ lead.title }}', format: 'text', out: '港 & <船>', why: 'as it is in text' },
    {
      source: '{% if lead.image %}x{% endif %}-',
      format: 'html',
      out: '-',
      why: 'a condition may ask for what is not there',
    },
    { source: '{{ "造船所の水素船が進水した" | cut: 8 }}', format: 'text', out: '造船所の…', why: 'cut' },
    {
      source: '{{ "港の朝は早い" | wrap: 8, "  " }}',
      format: 'text',
      out: '港の朝は\n  早い',
      why: 'wrapped and indented',
    },
  ] as const)('$source is $out: $why', ({ source, format, out }) => {
    expect(render(source, format)).toBe(out);
  });

  it.for([
    { text: '港の朝は<早い>', out: '港の\u200b朝は&lt;早い&gt;', why: 'an invisible break, no tag' },
    { text: '港の朝。 船', out: '港の\u200b朝。 船', why: 'a blank is a break already' },
    { text: '港\u200bの朝', out: '港の\u200b朝', why: 'what stood in the title goes' },
  ])('$text breaks between phrases: $why', ({ text, out }) => {
    expect(phraseBreaks(text)).toBe(out);
  });

  it.for([
    { text: '84億円の船', whole: ['84億円'], why: 'a size and a unit' },
    { text: '11億5,000万円から18億2,000万円へ', whole: ['11億5,000万円', '18億2,000万円'], why: 'two sizes' },
    { text: '400万kWhを28人が買う', whole: ['400万kWh', '28人が買う'], why: 'Latin units and counters' },
    { text: '3.4 million tonnes & more', whole: ['3.4 million'], why: 'in English' },
    {
      text: '増えた分を見ると、お金が8億円あった。',
      whole: ['8億円あった。'],
      why: 'the last words do not stand alone, and here a number is one of them',
    },
    {
      text: '汐ノ浦の組合は、400万kWhの電気を使う。',
      whole: ['400万kWh', '電気を使う。'],
      why: 'a last phrase of two letters takes the one before it along',
    },
    { text: '電気を使う。', whole: [], why: 'what is short stands on one line' },
    { text: '2025と12', whole: [], why: 'bare numbers do not break' },
  ])('$text keeps $whole on a line: $why', ({ text, whole }) => {
    const html = wholeNumbers(text);
    expect([...html.matchAll(/(?:nowrap|keep-all)">([^<]*)</g)].map((match) => match[1])).toEqual(whole);
    expect(html.replace(/<[^>]*>/g, '')).toBe(text.replace('&', '&amp;'));
  });
});

describe('faults', () => {
  it.for([
    {
      source: '\n  {{ lead.titel }}',
      at: [2, 6],
      hint: 'Did you mean `lead.title`?',
      why: 'beside it stands the right one',
    },
    { source: '{{ totl }}', at: [1, 4], hint: 'Did you mean `total`?', why: 'at the top' },
    {
      source: '{% for s in sections %}{% for i in s.items %}{{ i.titel }}{% endfor %}{% endfor %}',
      at: [1, 49],
      hint: 'Did you mean `i.title`?',
      why: 'the variable of a loop',
    },
    {
      source: '{{ lead.zzzzzzzz }}',
      at: [1, 4],
      hint: 'The names there are: title.',
      why: 'nothing like it',
    },
  ])('$source: $why', ({ source, at, hint }) => {
    const [problem] = faults(source);
    expect(problem).toMatchObject({
      code: 'template-variable',
      at: { file: 'email-templates/a.liquid', line: at[0], column: at[1] },
    });
    expect(problem?.hint).toContain(hint);
  });

  it.for([
    { source: '{% if %}', line: 1, why: 'a tag that says nothing' },
    { source: '\n{{ total | shout }}', line: 2, why: 'a filter that is not there' },
    { source: '{% for x in sections %}', line: 1, why: 'a tag that is not closed' },
    { source: '{% render "gone.liquid" %}', line: 1, why: 'a partial that is not there' },
  ])('$source: $why', ({ source, line }) => {
    expect(faults(source)[0]).toMatchObject({ code: 'template-syntax', at: { line } });
    expect(faults(source)[0]?.hint).toContain('docs/templates.md');
  });

  it.for([
    {
      source: '{{ total | phrasse }}',
      said: 'the filter `phrasse`',
      hint: 'Did you mean `phrases`?',
      why: 'a filter',
    },
    {
      source: '{% reder "a.liquid" %}',
      said: 'the tag `reder`',
      hint: 'Did you mean `render`?',
      why: 'a tag',
    },
    {
      source: '{% render "b.liquid" %}',
      said: 'the template `b.liquid`',
      hint: 'Did you mean `a.liquid`?',
      why: 'a file',
    },
    {
      source: '{{ total | quux }}',
      said: 'the filter `quux`',
      hint: /^Correct it/,
      why: 'nothing that is near',
    },
    {
      source: '{% endif %}',
      said: '`{% endif %}` closes nothing',
      hint: /^Correct the tag/,
      why: 'an end alone',
    },
  ])('say what may have been meant: $why', ({ source, said, hint }) => {
    const [problem] = faults(source);
    expect(problem?.message).toContain(said);
    expect(problem?.hint).toMatch(hint);
  });

  it('are told all at once', () => {
    expect(faults('{{ a }}{{ b }}').map(({ message }) => message)).toEqual([
      'The template names `a`, and there is no such variable.',
      'The template names `b`, and there is no such variable.',
    ]);
  });

  it('include what a prototype has', () => {
    expect(faults('{{ lead.constructor }}')[0]?.code).toBe('template-variable');
  });
});

describe('a template without an end', () => {
  it.for([
    { source: 'a\n{% for i in (1..100000000) %}{% endfor %}', line: 2, why: 'a huge range' },
    { source: "a\n{% render 'a.liquid' %}", line: 2, why: 'renders itself' },
    {
      source: "{% include 'a.liquid' %}\n{% include 'a.liquid' %}",
      line: 1,
      why: 'includes itself, twice as often at each depth',
    },
    {
      source: "{% assign name = 'a.liquid' %}\n{% include name %}",
      line: 2,
      why: 'itself, by a name that is only known when it is rendered',
    },
    {
      source: '{% for i in (1..9999) %}{% for j in (1..900) %}x{% endfor %}{% endfor %}',
      line: 1,
      why: 'takes too many steps',
    },
  ])('is a problem with a place: $why', ({ source, line }) => {
    expect(faults(source)[0]).toMatchObject({
      code: 'template-limit',
      at: { file: 'email-templates/a.liquid', line },
    });
  });

  it('is said once, not once for each time that it was rendered', () => {
    expect(faults("{% include 'a.liquid' %}\n{% include 'a.liquid' %}").length).toBe(2);
  });
});

describe('a rendering before leaves nothing behind', () => {
  const at = { file: 'email-templates/a.liquid' };
  const templates = {
    counts: { source: '{% increment n %}{% decrement m %}', at },
    cycles: { source: "{% cycle 'p', 'q' %}", at },
    assigns: { source: '{% assign mine = 1 %}{{ mine }}', at },
    asks: { source: '{% if mine %}known{% else %}unknown{% endif %}', at },
    again: { source: '{% for s in sections offset: continue %}{{ s.name }}{% endfor %}', at },
    part: { source: "{% render 'counts' %}{% render 'cycles' %}", at },
    endless: { source: "{% render 'endless' %}", at },
    unread: { source: '{% for x in sections %}', at },
  };
  const once = (name: string) => {
    try {
      return renderTemplate(templates, name, variables, 'text');
    } catch (error) {
      return error instanceof ProblemError ? error.problems[0]?.code : error;
    }
  };

  it.for([
    { name: 'counts', out: '0-1', why: 'counters begin anew' },
    { name: 'cycles', out: 'p', why: 'a cycle begins with its first value' },
    { name: 'assigns', out: '1', why: 'a name of its own' },
    { name: 'asks', out: 'unknown', why: 'the name of another template' },
    { name: 'again', out: '投資', why: 'a loop that goes on where another one ended' },
    { name: 'endless', out: 'template-limit', why: 'stopped at its depth' },
    { name: 'part', out: '0-1p', why: 'a template inside another one, after one that was too deep' },
    { name: 'unread', out: 'template-syntax', why: 'not parsed' },
  ])('$name: $why', ({ name, out }) => {
    expect([once(name), once(name)]).toEqual([out, out]);
  });

  it('also of the values: they are as they were', () => {
    expect(Object.keys(variables)).toEqual(['lead', 'sections', 'total']);
  });
});
