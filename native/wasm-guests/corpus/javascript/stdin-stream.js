// Standard input as a stream of pieces, and as an async iterable of lines.
let all = ''; process.stdin.setEncoding('utf8');
process.stdin.on('data', (piece) => { all += piece; });
process.stdin.on('end', () => { console.log(JSON.stringify(all)); console.log(all.toUpperCase().split('\n').filter(Boolean)); });
