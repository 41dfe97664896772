/**
 * Colours that people with any common colour vision can tell apart. Categories: Okabe and Ito (2008), "Color Universal
 * Design". Amounts: Nuñez, Anderton and Renslow (2018), cividis, which also keeps its order in grey.
 */
export const categories = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7', '#56b4e9', '#f0e442'] as const;

/** From little to much. */
export const amounts = ['#00204c', '#213d6b', '#555b6c', '#7b7a77', '#a59c74', '#d3c064', '#ffe945'] as const;

/** From below to above what is usual; the middle is neither. */
export const differences = ['#0072b2', '#56b4e9', '#d9d9d9', '#f0b25a', '#d55e00'] as const;
