/** Columns a registry's table has besides its fields. No field has such an id: ids begin with a letter or a digit. */
export const NUMBER_KEY = '#number';
export const SECRET_KEY = '#secret';
export const UPDATED_KEY = '#updated';
