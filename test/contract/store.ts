export const STORE_CONTRACT = []; 
