// Accents, Unicode classes of characters, slugs.
const slug = (s) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
console.log(slug('Crème Brûlée & Ångström!'), 'é' === 'e\u0301'.normalize('NFC'), 'e\u0301'.length, 'naïve'.normalize('NFD').length);
console.log('Ünïcode wörds, 日本 42'.match(/\p{L}+/gu), 'aB1_é'.replace(/[^\p{L}\p{N}]/gu, ''), /^\p{Lu}/u.test('Éa'), '😀 hi'.replace(/\p{Emoji_Presentation}/gu, ''));
