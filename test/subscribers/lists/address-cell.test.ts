import { expect, it } from 'vitest';
import { addressInCell } from '../../../src/subscribers/lists/address-cell.ts';

it.for([
  { cell: 'a@x.example', address: 'a@x.example', name: '', why: 'an address alone' },
  { cell: "'a@x.example", address: 'a@x.example', name: '', why: 'the apostrophe of a spreadsheet' },
  { cell: "'a@x.example'", address: 'a@x.example', name: '', why: 'the apostrophes of Outlook' },
  { cell: '"a@x.example"', address: 'a@x.example', name: '', why: 'quoted twice' },
  { cell: "o'neil@x.example", address: "o'neil@x.example", name: '', why: 'an apostrophe of its own' },
  { cell: 'mailto:a@x.example', address: 'a@x.example', name: '', why: 'a copied link' },
  { cell: 'mailto:a@x.example?subject=Hi', address: 'a@x.example', name: '', why: 'with a subject' },
  {
    cell: '=HYPERLINK("mailto:a@x.example","write to me")',
    address: 'a@x.example',
    name: '',
    why: 'the link of a spreadsheet',
  },
  {
    cell: '=HYPERLINK("mailto:a@x.example";"Mail")',
    address: 'a@x.example',
    name: '',
    why: 'in a country with semicolons',
  },
  { cell: '<a@x.example>', address: 'a@x.example', name: '', why: 'in brackets' },
  { cell: '見本 花子 <a@x.example>', address: 'a@x.example', name: '見本 花子', why: 'as in a mail program' },
  { cell: '"Mihon, Hana" <a@x.example>', address: 'a@x.example', name: 'Mihon, Hana', why: 'with a comma' },
  {
    cell: 'b@x.example <a@x.example>',
    address: 'b@x.example <a@x.example>',
    name: '',
    why: 'two addresses: nobody knows which is meant',
  },
  {
    cell: '<a@x.example>, <b@x.example>',
    address: '<a@x.example>, <b@x.example>',
    name: '',
    why: 'two addresses',
  },
  { cell: '\u202aa@x.example\u202c', address: 'a@x.example', name: '', why: 'copied from a page of Windows' },
  {
    cell: 'a\u200b@x.example',
    address: 'a\u200b@x.example',
    name: '',
    why: 'within it nobody knows what is meant',
  },
  { cell: '=cmd|a@x.example', address: '=cmd|a@x.example', name: '', why: 'another formula' },
  { cell: '', address: '', name: '', why: 'an empty cell' },
])('reads $cell as «$address» by «$name»: $why', ({ cell, address, name }) => {
  expect(addressInCell(cell)).toEqual({ address, name });
});
