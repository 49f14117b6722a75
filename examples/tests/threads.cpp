#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "example.hpp"

#include <string>

TEST_CASE("any split over threads gives the same bits") {
  for (const char* size : {"1", "5", "1000", "99991"}) {
    CAPTURE(size);
    const example::Directory directory;
    REQUIRE(example::run(directory, std::string("--threads 7 --size ") + size).status == 0);
    const example::Csv csv(directory / "threads.csv");
    REQUIRE(csv.rows() == 7);
    for (std::size_t row = 0; row < csv.rows(); ++row) CHECK(csv.text(row, "same bits") == "yes");
  }
}

TEST_CASE("a bad option gets one line and exit status 2") {
  const example::Outcome outcome = example::run(example::Directory(), "--threads 0");
  CHECK(outcome.status == 2);
  CHECK(outcome.errors.find('\n') == outcome.errors.size() - 1);
}
