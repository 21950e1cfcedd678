import type { Locale } from '../../preload/contract.ts';
import { catalogues } from './catalogue.ts';

/** The language in use, its texts, and numbers as that language writes them. */
class I18n {
  locale = $state<Locale>('en');
  readonly t = $derived(catalogues[this.locale]);

  /** 12,345; or with a fixed number of decimals. */
  number(value: number, decimals?: number): string {
    return new Intl.NumberFormat(this.locale, {
      ...(decimals === undefined
        ? // Intl would write a learning rate's lower limit, 0.000001, as 0.
          { maximumFractionDigits: 12 }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    }).format(value);
  }

  /** A share of 1 as per cent: 0.9753 -> 97.5 %. */
  percent(share: number, decimals = 1): string {
    return new Intl.NumberFormat(this.locale, {
      style: 'percent',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(share);
  }

  /** Seconds in words, as coarse as a person would say it. */
  duration(seconds: number): string {
    const unit = (value: number, name: 'second' | 'minute' | 'hour', decimals = 0) =>
      new Intl.NumberFormat(this.locale, {
        style: 'unit',
        unit: name,
        unitDisplay: this.locale === 'ja' ? 'long' : 'short',
        maximumFractionDigits: decimals,
      }).format(value);
    if (seconds < 9.95) return unit(seconds, 'second', 1);
    const whole = Math.round(seconds);
    if (whole < 60) return unit(whole, 'second');
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) return `${unit(minutes, 'minute')} ${unit(whole % 60, 'second')}`;
    return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`;
  }

  date(iso: string): string {
    return new Intl.DateTimeFormat(this.locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
    }).format(new Date(iso));
  }
}

export const i18n = new I18n();
