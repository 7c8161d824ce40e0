// Milliseconds an image that onnxruntime takes for a network, the best of some runs.
// node peer_onnxruntime.js NODE_MODULES NETWORK THREADS BATCH CHANNELS HEIGHT WIDTH
const [modules, file, threads, ...sizes] = process.argv.slice(2);
const ort = require(modules + '/onnxruntime-node');

async function main() {
    const session = await ort.InferenceSession.create(file, {
        intraOpNumThreads: Number(threads), interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all'});
    const shape = sizes.map(Number);
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1)).map(() => Math.random() * 2 - 1);
    const feeds = {[session.inputNames[0]]: new ort.Tensor('float32', values, shape)};
    let best = Infinity;
    for (let i = 0; i < 13; ++i) {
        const start = process.hrtime.bigint();
        await session.run(feeds);
        const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
        if (i >= 3)
            best = Math.min(best, milliseconds);
    }
    console.log(best / shape[0]);
}

main().catch(error => { console.error(error.message); process.exit(1); });
