import { ApplicationFailure } from '@temporalio/activity';

// The C# record Invoice, as JSON: names are as they are there.
export interface Invoice {
  Customer: string;
  Amount: number;
  Currency: string;
  Locale: string;
}

/** Writes the text of an invoice as its reader expects it. */
export async function writeInvoice(invoice: Invoice): Promise<string> {
  try {
    const style = { style: 'currency', currency: invoice.Currency } as const;
    return `Please pay ${new Intl.NumberFormat(invoice.Locale, style).format(invoice.Amount)}`;
  } catch (error) {
    throw ApplicationFailure.create({
      message: `There is no currency ${invoice.Currency}`,
      type: 'UnknownCurrency',
      nonRetryable: true,
      category: 'BENIGN',
      cause: error as Error,
    });
  }
}
