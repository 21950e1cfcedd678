import type { Layer } from '../../../../preload/contract.ts';
import { kerasActivations } from './names.ts';

/** One layer as Keras writes it. `l2`: the penalty on kernels; 0: none. */
export function kerasLayer(layer: Layer, l2: number): string {
  const regularizer = l2 > 0 ? `, kernel_regularizer=keras.regularizers.L2(${l2})` : '';
  switch (layer.kind) {
    case 'flatten':
      return 'keras.layers.Flatten()';
    case 'dense':
      return `keras.layers.Dense(${layer.units}, activation="${kerasActivations[layer.activation]}"${regularizer})`;
    case 'conv2d':
      return `keras.layers.Conv2D(${layer.filters}, ${layer.kernel}, strides=${layer.stride}, padding="${layer.padding}", activation="${kerasActivations[layer.activation]}"${regularizer})`;
    case 'maxPool':
      return `keras.layers.MaxPooling2D(${layer.size}, strides=${layer.stride}, padding="${layer.padding}")`;
    case 'averagePool':
      return `keras.layers.AveragePooling2D(${layer.size}, strides=${layer.stride}, padding="${layer.padding}")`;
    case 'dropout':
      return `keras.layers.Dropout(${layer.rate})`;
    case 'batchNorm':
      return 'keras.layers.BatchNormalization()';
  }
}
