export const LEDGER_CONTRACT = []; 
