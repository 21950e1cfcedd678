import { divergingColour } from '../../../charts/diverging.ts';
import type { Column } from '../diagram.ts';
import { inkOf, weightOf, type Inspection, type UnitPlace } from '../inside/inspection.ts';

/** What fills the diagram: a picture's activations, and the unit that is looked at. */
export interface Activity {
  inspection: Inspection;
  chosen: UnitPlace | null;
  /** The right class, where it is known. */
  truth: number | undefined;
  /** Whether the numbers are seen to flow from layer to layer; under a brush they are there at once. */
  flowing: boolean;
}

/** A connection into the unit that is looked at. */
export interface Incoming {
  path: string;
  colour: string;
  width: number;
}

/** How a drawn unit of a row is inked, as a share of ink; null: nothing flows, or it is a picture's layer. */
export function shareOf(activity: Activity | null, layer: number, unit: number): number | null {
  if (!activity || layer < 0) return null;
  const { values, shape } = activity.inspection.activations[layer]!;
  return shape.length === 1 ? inkOf(values)(values[unit] ?? 0) : null;
}

/** The connections drawn into the chosen unit of a dense layer, coloured and widened by their weights. */
export function incoming(activity: Activity | null, columns: readonly Column[]): Incoming[] {
  if (!activity?.chosen) return [];
  const { inspection, chosen } = activity;
  if (inspection.network.layers[chosen.layer]?.kind !== 'dense') return [];
  const kernel = weightOf(inspection, chosen.layer, 'kernel');
  const from = columns[chosen.layer];
  const to = columns[chosen.layer + 1]?.units.find(({ unit }) => unit === chosen.unit);
  if (!kernel || !from || !to) return [];
  const units = kernel.shape[1] ?? 1;
  const weights = from.units.map(({ unit }) => kernel.values[unit * units + chosen.unit] ?? 0);
  const limit = Math.max(...weights.map(Math.abs));
  return from.units.map(({ x, y }, k) => {
    const weight = weights[k]!;
    const [red, green, blue] = divergingColour(Math.sign(weight), 1);
    return {
      path: `M${x} ${y}L${to.x} ${to.y}`,
      colour: `rgb(${red} ${green} ${blue})`,
      width: limit > 0 ? 0.6 + (2.6 * Math.abs(weight)) / limit : 0.6,
    };
  });
}
