/** What Keras takes where a layer says nothing, so that results compare (keras.io/api, Keras 2 and 3 alike). */

/** Of the activation 'leaky_relu' (the layer LeakyReLU has 0.3; Mebae's activations are Keras's strings). */
export const leakyReluSlope = 0.2;
/** Of the moving averages in BatchNormalization. */
export const batchNormMomentum = 0.99;
/** Added to the variance in BatchNormalization. */
export const batchNormEpsilon = 1e-3;
