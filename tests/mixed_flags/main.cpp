// mixed_flags plain      prints the hash of the part that was built without -m flags
// mixed_flags haswell    prints the hash of the part that was built with -march=haswell
#include <cstdio>
#include <cstring>

unsigned long long plain();
unsigned long long haswell();

int main(int, char** arguments) {
  std::printf("%llx\n", std::strcmp(arguments[1], "plain") == 0 ? plain() : haswell());
}
