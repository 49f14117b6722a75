# The operations of the AVX2 main loops, counted in what `objdump -d -C --no-show-raw-insn` prints, per vector: eight
# floats or four doubles. The main loop of a kernel is the one with the most operations among those without a loop
# inside; it stores every vector that it holds side by side. Moves are not counted. Value and derivative together are
# left out where they are two loops, one after the other.

/^[0-9a-f]+ <.*>:$/ {
  finish()
  count = 0
  name = ""
  if (match($0, /^[0-9a-f]+ <(void )?simdact::detail::\(anonymous namespace\)::avx2::ArrayKernels<[^()]*>::run[<(][^(,>]*/)) {
    name = substr($0, RSTART, RLENGTH)
    sub(/^.*::ArrayKernels</, "", name)
    gsub(/simdact::|detail::/, "", name)
    sub(/, /, " ", name)
    sub(/>::run[<(]/, " ", name)
    sub(/ ValueOf$/, " value", name)
    sub(/ DerivativeOf$/, " derivative", name)
    sub(/ ValueAndDerivativeOf$/, " value_and_derivative", name)
    if (name ~ /Of$/) name = ""
  }
  next
}

name != "" && /^ *[0-9a-f]+:\t/ {
  address = $1
  sub(/:/, "", address)
  at[address] = count
  code[count] = $2
  stored[count] = $3 ~ /\)$/
  target[count++] = $2 ~ /^j/ ? $3 : ""
}

END { finish() }

function finish(   i, k, first, best, most, fused, divisions, other, stores, vectors) {
  if (name == "" || count == 0) return
  most = 0
  for (i = 0; i < count; ++i) {
    if (target[i] == "" || !(target[i] in at) || at[target[i]] > i) continue
    first = at[target[i]]
    fused = divisions = other = stores = 0
    for (k = first; k < i; ++k) {
      if (target[k] != "") break
      if (code[k] ~ /^v(fn?m(add|sub)|mulp)/) ++fused
      else if (code[k] ~ /^vmov/ && stored[k]) ++stores
      else if (code[k] ~ /^vdiv/) ++divisions
      else if (code[k] ~ /^v/ && code[k] !~ /^v(mov|broadcast|pbroadcast|pxor|xorp|extract|insert)/) ++other
    }
    vectors = name ~ /value_and_derivative/ ? stores / 2 : stores
    if (k == i && fused + divisions + other > most) {
      most = fused + divisions + other
      best = sprintf("%-42s %10.4g %10.4g %10.4g", name, fused / vectors, divisions / vectors, other / vectors)
    }
  }
  delete at
  if (most > 0) print best
  else if (name !~ /value_and_derivative/) printf "%-42s %10s\n", name, "its loop has branches"
}
