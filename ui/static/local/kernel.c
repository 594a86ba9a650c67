// The few loops that a portable program spends its time in, for WebAssembly with SIMD. Compiled by build.sh beside it.
// Tensors are float32; strides and sizes are counted in numbers. Plans come as ints: what they hold is said at each loop.

#include <wasm_simd128.h>

#define EXPORT __attribute__((visibility("default")))
#define CHUNK 256 // numbers of a row that are worked on at once
#define DEEP 256  // of the inner dimension of a product
#define TALL 64   // rows of a product that stay near
#define WIDE 8    // columns of a product that are made at once

typedef v128_t V;
extern unsigned char __heap_base;

static inline V splat(float x) { return wasm_f32x4_splat(x); }
static inline V add(V a, V b) { return wasm_f32x4_add(a, b); }
static inline V sub(V a, V b) { return wasm_f32x4_sub(a, b); }
static inline V mul(V a, V b) { return wasm_f32x4_mul(a, b); }
#ifdef __wasm_relaxed_simd__
static inline V fma(V a, V b, V c) { return __builtin_wasm_relaxed_madd_f32x4(a, b, c); } // in one instruction, where processors have it
#else
static inline V fma(V a, V b, V c) { return add(mul(a, b), c); }
#endif
static inline V where(V mask, V a, V b) { return wasm_v128_bitselect(a, b, mask); }

// The first free byte of the memory.
EXPORT int heap(void) { return (int)&__heap_base; }

// e^x = 2^k e^r with |r| <= ln 2 / 2, and e^r by its series.
static V exponential(V x) {
  x = wasm_f32x4_max(splat(-87.0f), wasm_f32x4_min(splat(88.0f), x));
  V k = wasm_f32x4_nearest(mul(x, splat(1.44269504f)));
  V r = fma(k, splat(-0.693359375f), x);
  r = fma(k, splat(2.12194440e-4f), r);
  V e = splat(1.0f / 5040);
  const float series[] = {1.0f / 720, 1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1.0f, 1.0f};
  for (int i = 0; i < 7; i++) e = fma(e, r, splat(series[i]));
  return mul(e, wasm_i32x4_shl(wasm_i32x4_add(wasm_i32x4_trunc_sat_f32x4(k), wasm_i32x4_splat(127)), 23));
}

static V sigmoid(V x) { return wasm_f32x4_div(splat(1), add(splat(1), exponential(wasm_f32x4_neg(x)))); }

// tanh x = 1 - 2 / (e^2x + 1).
static V tangent(V x) { return sub(splat(1), wasm_f32x4_div(splat(2), add(exponential(add(x, x)), splat(1)))); }

// sin x for quarter = 0, cos x for 1: x less a multiple of pi / 2, whose series is the sine's or the cosine's.
static V wave(V x, int quarter) {
  V turns = wasm_f32x4_nearest(mul(x, splat(0.636619772f)));
  V r = fma(turns, splat(-1.5703125f), x);
  r = fma(turns, splat(-4.837512969970703125e-4f), r);
  r = fma(turns, splat(-7.549789948768648e-8f), r);
  V k = wasm_i32x4_add(wasm_i32x4_trunc_sat_f32x4(turns), wasm_i32x4_splat(quarter));
  V q = mul(r, r);
  V s = fma(q, splat(1.0f / 362880), splat(-1.0f / 5040));
  s = fma(fma(fma(s, q, splat(1.0f / 120)), q, splat(-1.0f / 6)), mul(q, r), r);
  V c = fma(q, splat(-1.0f / 3628800), splat(1.0f / 40320));
  c = fma(fma(fma(fma(c, q, splat(-1.0f / 720)), q, splat(1.0f / 24)), q, splat(-0.5f)), q, splat(1));
  V odd = wasm_i32x4_eq(wasm_v128_and(k, wasm_i32x4_splat(1)), wasm_i32x4_splat(1));
  V sign = wasm_i32x4_shl(wasm_v128_and(k, wasm_i32x4_splat(2)), 30);
  return wasm_v128_xor(where(odd, c, s), sign);
}

// What each operation is, by the number that plan.js gives it.
static inline V worked(int op, V a, V b, V c, V p) {
  switch (op) {
  case 1: return add(a, b);
  case 2: return sub(a, b);
  case 3: return mul(a, b);
  case 4: return wasm_f32x4_div(a, b);
  case 5: return fma(mul(b, c), p, a);
  case 6: return wasm_v128_and(wasm_f32x4_lt(a, b), splat(1));
  case 7: return wasm_v128_and(wasm_f32x4_gt(a, b), splat(1));
  case 8: return where(wasm_f32x4_gt(b, splat(0)), a, mul(a, p));
  case 9: return where(wasm_f32x4_gt(a, splat(0)), a, mul(a, p));
  case 10: return wasm_f32x4_neg(a);
  case 11: return sigmoid(a);
  case 12: return tangent(a);
  case 13: return wave(a, 0);
  case 14: return wave(a, 1);
  case 15: return wasm_f32x4_sqrt(a);
  case 16: return wasm_f32x4_div(splat(1), wasm_f32x4_sqrt(a));
  default: return a;
  }
}

#define ROW(OP)                                                                                  \
  case OP: {                                                                                     \
    int i = 0;                                                                                   \
    for (; i + 4 <= n; i += 4)                                                                   \
      wasm_v128_store(o + i, worked(OP, wasm_v128_load(a + i), wasm_v128_load(b + i), wasm_v128_load(c + i), p)); \
    if (i < n) {                                                                                 \
      float last[4];                                                                             \
      wasm_v128_store(last, worked(OP, wasm_v128_load(a + i), wasm_v128_load(b + i), wasm_v128_load(c + i), p));  \
      for (int k = 0; i < n; i++, k++) o[i] = last[k];                                           \
    }                                                                                            \
    break;                                                                                       \
  }

static void row(int op, int n, float *o, const float *a, const float *b, const float *c, V p) {
  switch (op) {
    ROW(0) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5) ROW(6) ROW(7) ROW(8) ROW(9) ROW(10) ROW(11) ROW(12) ROW(13) ROW(14)
    ROW(15) ROW(16)
  }
}

static float aside[3][CHUNK + 4];

// Numbers that do not lie side by side, brought together.
static const float *together(const float *x, int stride, int n, float *into) {
  if (stride == 1) return x;
  if (stride == 0) { // one number for all
    V same = splat(*x);
    for (int i = 0; i < n; i += 4) wasm_v128_store(into + i, same);
    return into;
  }
  for (int i = 0; i < n; i++) into[i] = x[i * stride];
  return into;
}

// out = op(a, b, c; p) over all places. plan: dimensions, then their sizes, then the strides of out, a, b and c.
// The last stride of out is 1.
EXPORT void each(int op, float *out, const float *a, const float *b, const float *c, float p, const int *plan) {
  int dims = plan[0], inner = dims - 1;
  const int *size = plan + 1, *so = size + dims, *sa = so + dims, *sb = sa + dims, *sc = sb + dims;
  int at[8] = {0};
  V factor = splat(p);
  for (;;) {
    for (int from = 0; from < size[inner]; from += CHUNK) {
      int n = size[inner] - from < CHUNK ? size[inner] - from : CHUNK;
      row(op, n, out + from, together(a + from * sa[inner], sa[inner], n, aside[0]),
          together(b + from * sb[inner], sb[inner], n, aside[1]), together(c + from * sc[inner], sc[inner], n, aside[2]), factor);
    }
    int d = inner - 1;
    for (; d >= 0; d--) {
      out += so[d], a += sa[d], b += sb[d], c += sc[d];
      if (++at[d] < size[d]) break;
      out -= so[d] * size[d], a -= sa[d] * size[d], b -= sb[d] * size[d], c -= sc[d] * size[d];
      at[d] = 0;
    }
    if (d < 0) return;
  }
}

static float inOne(V v) {
  return (wasm_f32x4_extract_lane(v, 0) + wasm_f32x4_extract_lane(v, 1)) + (wasm_f32x4_extract_lane(v, 2) + wasm_f32x4_extract_lane(v, 3));
}

// Sums of n rows (stride `step`) of `width` numbers that lie side by side, in blocks so that rounding stays small.
static void rows(float *out, const float *a, int width, int n, int step, float factor) {
  for (int j = 0; j < width; j += 4) {
    V total = splat(0);
    for (int from = 0; from < n; from += 64) {
      V block = splat(0);
      int end = from + 64 < n ? from + 64 : n;
      for (int i = from; i < end; i++) block = add(block, wasm_v128_load(a + i * step + j));
      total = add(total, block);
    }
    float sums[4];
    wasm_v128_store(sums, mul(total, splat(factor)));
    for (int k = 0; k < 4 && j + k < width; k++) out[j + k] = sums[k];
  }
}

static float line(const float *a, int n, int step) {
  float total = 0;
  for (int from = 0; from < n; from += CHUNK) {
    int left = n - from < CHUNK ? n - from : CHUNK, i = 0;
    const float *x = together(a + from * step, step, left, aside[0]);
    V four = splat(0);
    for (; i + 4 <= left; i += 4) four = add(four, wasm_v128_load(x + i));
    float block = inOne(four);
    for (; i < left; i++) block += x[i];
    total += block;
  }
  return total;
}

// Sums times `factor`, over two dimensions at most, of what is kept in three at most.
// plan: sizes kept (3), their strides, sizes summed (2), their strides.
EXPORT void sums(float *out, const float *a, float factor, const int *plan) {
  const int *kept = plan, *ks = plan + 3, *gone = plan + 6, *gs = plan + 8;
  int sideBySide = ks[2] == 1 && kept[2] >= 4 && gone[0] == 1;
  for (int i = 0; i < kept[0]; i++)
    for (int j = 0; j < kept[1]; j++) {
      const float *x = a + i * ks[0] + j * ks[1];
      if (sideBySide) rows(out, x, kept[2], gone[1], gs[1], factor);
      else
        for (int k = 0; k < kept[2]; k++) {
          float total = 0;
          for (int g = 0; g < gone[0]; g++) total += line(x + k * ks[2] + g * gs[0], gone[1], gs[1]);
          out[k] = total * factor;
        }
      out += kept[2];
    }
}

// ---- products

#define TIMES(R, K) t##R##K = fma(x##R, y##K, t##R##K);
#define BOTH(R) V x##R = wasm_v128_load32_splat(a##R + at); TIMES(R, 0) TIMES(R, 1)
#define BEGUN(R) V t##R##0 = wasm_v128_load(from + R * fs), t##R##1 = wasm_v128_load(from + R * fs + 4); const float *a##R = a + R * ar;
#define ENDED(R) wasm_v128_store(c + R * cs, t##R##0), wasm_v128_store(c + R * cs + 4, t##R##1);

// Four rows or one of eight columns of a product, on top of what stands at `from` (its rows `fs` apart).
static void tile4(float *c, int cs, const float *from, int fs, const float *a, int ar, int ac, const float *b, int depth) {
  BEGUN(0) BEGUN(1) BEGUN(2) BEGUN(3)
  for (int k = 0, at = 0; k < depth; k++, at += ac, b += WIDE) {
    V y0 = wasm_v128_load(b), y1 = wasm_v128_load(b + 4);
    BOTH(0) BOTH(1) BOTH(2) BOTH(3)
  }
  ENDED(0) ENDED(1) ENDED(2) ENDED(3)
}

static void tile1(float *c, int cs, const float *from, int fs, const float *a, int ar, int ac, const float *b, int depth) {
  BEGUN(0)
  for (int k = 0, at = 0; k < depth; k++, at += ac, b += WIDE) {
    V y0 = wasm_v128_load(b), y1 = wasm_v128_load(b + 4);
    BOTH(0)
  }
  ENDED(0)
}

static void tile(int rows, float *c, int cs, const float *from, int fs, const float *a, int ar, int ac, const float *b, int depth) {
  if (rows == 4) tile4(c, cs, from, fs, a, ar, ac, b, depth);
  else tile1(c, cs, from, fs, a, ar, ac, b, depth);
}

// The last columns, of which there are fewer than eight: worked out beside and copied.
static void edge(int rows, int columns, float *c, int cs, const float *from, int fs, const float *a, int ar, int ac, const float *b, int depth) {
  float beside[4 * WIDE];
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < WIDE; j++) beside[i * WIDE + j] = j < columns ? from[i * fs + j] : 0;
  tile(rows, beside, WIDE, beside, WIDE, a, ar, ac, b, depth);
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) c[i * cs + j] = beside[i * WIDE + j];
}

// Columns of b, eight by eight, each eight side by side row by row.
static void packed(float *into, const float *b, int br, int bc, int depth, int columns) {
  for (int j = 0; j < columns; j += WIDE)
    for (int k = 0; k < depth; k++, into += WIDE) {
      const float *x = b + k * br + j * bc;
      if (bc == 1 && j + WIDE <= columns) {
        wasm_v128_store(into, wasm_v128_load(x)), wasm_v128_store(into + 4, wasm_v128_load(x + 4));
      } else
        for (int i = 0; i < WIDE; i++) into[i] = j + i < columns ? x[i * bc] : 0;
    }
}

static const float nothing[WIDE];

// c (m, n) = a (m, depth) · b (depth, n) and, unless it is 0, `bias`, whose rows are `bs` apart: 0 for one that is all rows';
// c lies in one piece, a and b as their strides of rows and columns say. `room` holds DEEP · (n + 8) numbers.
EXPORT void product(float *c, const float *bias, int bs, const float *a, int ar, int ac, const float *b, int br, int bc, int m, int depth, int n, float *room) {
  for (int k = 0; k < depth; k += DEEP) {
    int deep = depth - k < DEEP ? depth - k : DEEP;
    packed(room, b + k * br, br, bc, deep, n);
    for (int top = 0; top < m; top += TALL) {
      int end = top + TALL < m ? top + TALL : m;
      for (int j = 0; j < n; j += WIDE) {
        const float *panel = room + j * deep;
        for (int i = top, rows; i < end; i += rows) {
          int left = end - i, fs = k ? n : bs;
          rows = left >= 4 ? 4 : 1;
          float *into = c + i * n + j;
          const float *from = k ? into : bias ? bias + i * bs + j : nothing, *x = a + i * ar + k * ac;
          if (n - j < WIDE) edge(rows, n - j, into, n, from, fs, x, ar, ac, panel, deep);
          else tile(rows, into, n, from, fs, x, ar, ac, panel, deep);
        }
      }
    }
  }
}

// ---- dice: Philox4x64-10, as in gan_core/philox.py

typedef unsigned long long U;

// A product of two words: its lower half, and its upper one to `upper`.
static inline U multiplied(U a, U b, U *upper) {
  U low = 0xffffffff, al = a & low, ah = a >> 32, bl = b & low, bh = b >> 32;
  U least = al * bl, first = ah * bl + (least >> 32), second = al * bh + (first & low);
  *upper = ah * bh + (first >> 32) + (second >> 32);
  return second << 32 | (least & low);
}

// So many blocks of four words of 64 bits, from the block `first` on; the counter of block 0 is 1.
EXPORT void philox(U *out, int blocks, unsigned first, unsigned turn, unsigned what, unsigned seed, unsigned stream) {
  for (int k = 0; k < blocks; k++, out += 4) {
    U c0 = (U)first + k + 1, c1 = turn, c2 = what, c3 = 0, k0 = seed, k1 = stream;
    for (int round = 0; round < 10; round++, k0 += 0x9e3779b97f4a7c15ull, k1 += 0xbb67ae8584caa73bull) {
      U high0, high1, low0 = multiplied(c0, 0xd2e7470ee14c6c93ull, &high0), low1 = multiplied(c2, 0xca5a826395121157ull, &high1);
      c0 = high1 ^ c1 ^ k0, c1 = low1, c2 = high0 ^ c3 ^ k1, c3 = low0;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
  }
}
