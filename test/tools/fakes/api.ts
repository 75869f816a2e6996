// Stands for the API: answers its environment, and is ready at the third question.
import { createServer } from 'node:http';

let asked = 0;
createServer((request, response) => {
  if (request.url === '/readyz') asked += 1;
  response.statusCode = asked >= 3 ? 200 : 503;
  response.end(JSON.stringify({ database: process.env.DATABASE_URL, demo: process.env.CASELIGHT_DEMO }));
}).listen(Number(process.env.CASELIGHT_PORT), '127.0.0.1');
