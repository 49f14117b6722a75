/// For an .inl.hpp that is opened alone, in an editor: the names that it otherwise finds where it is included.
#pragma once

#include <cstddef>
#include <cstdint>

#include "caches.hpp"
#include "compiler.hpp"
#include "names.hpp"

using namespace simdact;
using namespace simdact::detail;

template <class T>
struct Vector;
