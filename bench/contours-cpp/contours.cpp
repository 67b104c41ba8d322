// The least that contours of a sheet gyroid take in C++: `g++ -O3 -march=native contours.cpp`. Tables of sines, the plane in float32,
// marching squares of both faces row by row with vertices by linear interpolation, linked by edge, chained to closed loops.
// No refinement, no uncertain nodes, no mask, no rounding, no correction of area: a floor to stand beside, not a peer.
// Arguments: step mm, level, layers. Prints the median and the least ms of processor time of a layer, the loops and the points of the last.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

static const double CELL = 2, X0 = -0.4, Y0 = -0.4, WIDTH = 40.8, HEIGHT = 30.8, FIRST_Z = 0.013, LAYER = 0.03;

struct Contours {
  std::vector<double> points;
  std::vector<int> next;
  std::vector<double> loops;
  std::vector<size_t> ends;
};

static void contour(const std::vector<float>& f, int nx, int ny, double step, float level, bool below, Contours& out) {
  out.points.clear();
  out.next.clear();
  std::vector<int> bottom(nx, -1), top(nx, -1), left(nx, -1);
  std::vector<unsigned char> low(nx, 0), high(nx, 0);
  auto vertex = [&](double x, double y) {
    out.points.push_back(x);
    out.points.push_back(y);
    out.next.push_back(-1);
    return int(out.next.size()) - 1;
  };
  for (int j = 1; j < ny; j++) {
    std::swap(low, high);
    std::swap(bottom, top);
    const float* a = &f[size_t(j - 1) * nx];
    const float* b = &f[size_t(j) * nx];
    std::fill(high.begin(), high.end(), 0);
    if (j < ny - 1) for (int i = 1; i < nx - 1; i++) high[i] = (b[i] < level) == below;
    double y0 = Y0 + (j - 1) * step, y1 = Y0 + j * step;
    for (int i = 0; i < nx; i++) {
      if (low[i] != high[i]) left[i] = vertex(X0 + i * step, y0 + step * double((level - a[i]) / (b[i] - a[i])));
      if (i + 1 < nx && high[i] != high[i + 1]) top[i] = vertex(X0 + i * step + step * double((level - b[i]) / (b[i + 1] - b[i])), y1);
    }
    int* n = out.next.data();
    for (int i = 0; i + 1 < nx; i++) {
      int code = low[i] | low[i + 1] << 1 | high[i + 1] << 2 | high[i] << 3;
      int B = bottom[i], R = left[i + 1], T = top[i], L = left[i];
      switch (code) {
        case 0: case 15: break;
        case 1: n[B] = L; break;
        case 2: n[R] = B; break;
        case 3: n[R] = L; break;
        case 4: n[T] = R; break;
        case 5: n[B] = L; n[T] = R; break;
        case 6: n[T] = B; break;
        case 7: n[T] = L; break;
        case 8: n[L] = T; break;
        case 9: n[B] = T; break;
        case 10: n[R] = B; n[L] = T; break;
        case 11: n[R] = T; break;
        case 12: n[L] = R; break;
        case 13: n[B] = R; break;
        case 14: n[L] = B; break;
      }
    }
  }
  for (size_t start = 0; start < out.next.size(); start++) {
    if (out.next[start] < 0) continue;
    for (int v = int(start); out.next[v] >= 0;) {
      out.loops.push_back(out.points[2 * v]);
      out.loops.push_back(out.points[2 * v + 1]);
      int w = out.next[v];
      out.next[v] = -1;
      v = w;
    }
    out.ends.push_back(out.loops.size());
  }
}

static double processorMs() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * now.tv_sec + 1e-6 * now.tv_nsec;
}

int main(int, char** arguments) {
  double step = atof(arguments[1]), level = atof(arguments[2]);
  int layers = atoi(arguments[3]), nx = int(std::lround(WIDTH / step)) + 1, ny = int(std::lround(HEIGHT / step)) + 1;
  std::vector<float> sx(nx), cx(nx), f(size_t(nx) * ny);
  double k = 2 * M_PI / CELL;
  for (int i = 0; i < nx; i++) sx[i] = float(sin(k * (X0 + i * step))), cx[i] = float(cos(k * (X0 + i * step)));
  std::vector<double> times;
  Contours out;
  for (int n = 0; n < layers; n++) {
    double begin = processorMs();
    double z = k * (FIRST_Z + LAYER * n);
    out.loops.clear();
    out.ends.clear();
    for (int j = 0; j < ny; j++) {
      double y = k * (Y0 + j * step);
      float a = float(cos(y)), b = float(sin(z)), c = float(sin(y) * cos(z));
      float* row = &f[size_t(j) * nx];
      for (int i = 0; i < nx; i++) row[i] = a * sx[i] + b * cx[i] + c;
    }
    contour(f, nx, ny, step, float(level), true, out);
    contour(f, nx, ny, step, float(-level), false, out);
    times.push_back(processorMs() - begin);
  }
  std::sort(times.begin(), times.end());
  printf("%.4f %.4f %zu %zu\n", times[times.size() / 2], times[0], out.ends.size(), out.loops.size() / 2);
}
