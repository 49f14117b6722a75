// The end of what exact_begin.inl.hpp began.

#ifdef SIMDACT_EXACT  // not opened alone
#undef SIMDACT_EXACT

#if defined(__clang__)
#pragma float_control(pop)
#elif defined(__GNUC__)
#pragma GCC pop_options
#endif

#endif
