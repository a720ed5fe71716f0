// Dates in UTC.
const d = new Date(Date.UTC(2024, 1, 29, 12, 30, 45, 678));
console.log(d, d.toISOString(), d.getTime(), d.toJSON(), d.getUTCDay(), d.getTimezoneOffset(), d.toUTCString(), String(d), d.toDateString());
console.log(new Date('2024-03-10'), new Date('2024-03-10T10:00:00+02:00'), new Date(2024, 0, 31).getMonth(), new Date('nope'), Date.parse('1970-01-02'), new Date(0).valueOf(), new Date(2020, 1, 30).getDate());
const e = new Date(d); e.setUTCMonth(0); e.setUTCDate(31); e.setDate(e.getDate() + 1);
console.log(e, (d - e) / 864e5, d > e, [d, e].map((x) => x.toISOString().slice(0, 10)), typeof Date.now(), Date.now() > 1.7e12, typeof (d + 1), new Date(d).getTime() === d.getTime());
console.log(d.toLocaleDateString('en-US'), d.toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }), d.toLocaleTimeString('en-US').replace(/\s/g, ' '));
try { new Date(NaN).toISOString(); } catch (err) { console.log(err.name); }
