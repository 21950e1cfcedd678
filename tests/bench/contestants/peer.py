"""Keras, PyTorch and JAX as contestants: the same networks, Adam 0.001, shuffled, uint8 pictures given.

Each does what its users do when they care for speed: Keras compiles its step (model.fit), PyTorch runs a
plain loop over tensors in memory with fused Adam, JAX jits one whole epoch as a scan.
"""

import json
import os
import sys
import time

peer, task = sys.argv[1], json.loads(sys.argv[2])
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1"
import numpy as np  # noqa: E402

count, batch = task["count"], task["batchSize"]
images = np.fromfile(task["images"], np.uint8).reshape(count, 28, 28, 1)
labels = np.fromfile(task["labels"], np.uint8).astype(np.int32)
dense = task["network"] == "dense"


def keras():
    import tensorflow as tf

    layers = tf.keras.layers
    hidden = [layers.Flatten(), layers.Dense(128, "relu")]
    if not dense:
        hidden = [
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(64, "relu"),
        ]
    model = tf.keras.Sequential([tf.keras.Input((28, 28, 1)), *hidden, layers.Dense(10, "softmax")])
    model.compile(optimizer=tf.keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")
    x = images.astype(np.float32) / 255
    return tf.__version__, lambda: model.fit(x, labels, batch_size=batch, epochs=1, verbose=0)


def pytorch():
    import torch
    from torch import nn

    torch.manual_seed(1)
    hidden = [nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)]
    if not dense:
        hidden = [
            *[nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2)],
            *[nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2)],
            *[nn.Flatten(), nn.Linear(800, 64), nn.ReLU(), nn.Linear(64, 10)],
        ]
    model = nn.Sequential(*hidden)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    loss_of = nn.CrossEntropyLoss()
    x = torch.from_numpy(images.astype(np.float32) / 255).reshape(count, 1, 28, 28)
    y = torch.from_numpy(labels.astype(np.int64))

    def epoch():
        for index in torch.randperm(count).split(batch):
            optimizer.zero_grad(set_to_none=True)
            loss_of(model(x[index]), y[index]).backward()
            optimizer.step()

    return torch.__version__, epoch


def jax_scan():
    import jax
    import jax.numpy as jnp

    def glorot(key, shape):
        limit = np.sqrt(6 / sum(shape))
        return jax.random.uniform(key, shape, minval=-limit, maxval=limit)

    keys = jax.random.split(jax.random.PRNGKey(1), 2)
    weights = [glorot(keys[0], (784, 128)), jnp.zeros(128), glorot(keys[1], (128, 10)), jnp.zeros(10)]
    zeros = [jnp.zeros_like(w) for w in weights]
    state = (weights, zeros, zeros, jnp.float32(0))
    x, y = jnp.asarray(images.reshape(count, 784)), jnp.asarray(labels)

    def loss_of(w, pictures, answers):
        hidden = jax.nn.relu(pictures @ w[0] + w[1])
        logits = jax.nn.log_softmax(hidden @ w[2] + w[3])
        return -jnp.mean(jnp.take_along_axis(logits, answers[:, None], 1))

    def step(state, index):
        w, m, v, t = state
        t = t + 1
        pictures = x[index].astype(jnp.float32) / 255
        loss, g = jax.value_and_grad(loss_of)(w, pictures, y[index])
        m = [0.9 * a + 0.1 * b for a, b in zip(m, g)]
        v = [0.999 * a + 0.001 * b * b for a, b in zip(v, g)]
        rate = 1e-3 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        w = [a - rate * b / (jnp.sqrt(c) + 1e-7) for a, b, c in zip(w, m, v)]
        return (w, m, v, t), loss

    run = jax.jit(lambda state, order: jax.lax.scan(step, state, order))
    generator = np.random.default_rng(1)

    def epoch():
        nonlocal state
        order = generator.permutation(count)[: count // batch * batch].reshape(-1, batch)
        state, losses = run(state, jnp.asarray(order))
        losses.block_until_ready()

    return jax.__version__, epoch


version, epoch = {"keras3": keras, "keras": keras, "pytorch": pytorch, "jax": jax_scan}[peer]()
print(f"ready {version}", flush=True)
for line in sys.stdin:
    if line.strip() == "end":
        break
    start = time.perf_counter()
    epoch()
    print(f"seconds {time.perf_counter() - start}", flush=True)
