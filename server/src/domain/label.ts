/** WhatsApp Business has so many colours. */
export const label_colors = 20

export const label_name_length_max = 100
