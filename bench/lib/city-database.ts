/** The generated city in a SQLite database of its own, with the covering index the raw SQL reads. */
import Sqlite from 'better-sqlite3';
import { cityEntries, cityProjects, unitIds } from './city-rows.ts';

const SCHEMA = `
CREATE TABLE unit (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE project (id TEXT PRIMARY KEY, unit TEXT NOT NULL, industry TEXT NOT NULL, investment_wan INTEGER NOT NULL,
  signed TEXT NOT NULL, registered TEXT, started TEXT) WITHOUT ROWID;
CREATE TABLE entry (lead TEXT NOT NULL, measure TEXT NOT NULL, month TEXT NOT NULL, units INTEGER NOT NULL,
  PRIMARY KEY (lead, measure, month));
CREATE INDEX entry_cover ON entry (measure, lead, month, units);
CREATE INDEX project_cover ON project (id, unit, industry, investment_wan);
`;

/** Writes the city and returns the file's path. */
export function writeCity(path: string): string {
  const sqlite = new Sqlite(path);
  sqlite.pragma('journal_mode = OFF');
  sqlite.exec(SCHEMA);
  const unit = sqlite.prepare('INSERT INTO unit VALUES (?)');
  const project = sqlite.prepare('INSERT INTO project VALUES (?, ?, ?, ?, ?, ?, ?)');
  const entry = sqlite.prepare('INSERT INTO entry VALUES (?, ?, ?, ?)');
  sqlite.transaction(() => {
    for (const id of unitIds) unit.run(id);
    for (const one of cityProjects()) {
      project.run(one.id, one.unit, one.industry, one.investmentWan, one.signed, one.registered, one.started);
    }
    for (const one of cityEntries()) entry.run(one.project, one.measure, one.month, one.units);
  })();
  sqlite.exec('ANALYZE');
  sqlite.close();
  return path;
}
