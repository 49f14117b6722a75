// One use of the library that the compiler must refuse, or, to show that nothing else is wrong here, accept.
#include <complex>
#include <list>
#include <simdact/simdact.hpp>
#include <string>
#include <vector>

enum class Colour { red };
struct Plain {};

std::list<float> list(3);
std::vector<float> floats(3);
std::vector<double> doubles(3);
const std::vector<float> constants(3);
std::vector<bool> bits(3);
float matrix[2][3];
std::vector<int> ints(3);
std::string text("1.5");
std::complex<float> complex_number(1, 2);

void refused() { SIMDACT_TEST_USE; }
