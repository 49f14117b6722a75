# Draws throughput.png from throughput.csv. Set before: processor and build, for the title; caches, a list of names and
# sizes in KiB: "L1 48 L2 1024".

set terminal pngcairo size 1300, 760 font "sans,12" noenhanced
set output "throughput.png"
set title sprintf("y = f(x) on arrays of float: throughput over size\n%s, %s", processor, build)
set datafile separator ","
set datafile missing NaN

size_in_words(bytes) = bytes < 2**10 ? sprintf("%d B", bytes) \
                     : bytes < 2**20 ? sprintf("%d KiB", bytes / 2**10) : sprintf("%d MiB", bytes / 2**20)

set logscale x 2
set xlabel "input and output together"
set xtics ()
do for [e = 3 : 31 : 2] { set xtics add (size_in_words(2**e) 2**e) }
set offsets graph 0.02, graph 0.02, graph 0.12, graph 0.05
set logscale y 10
set yrange [* : *] noextend
set ylabel "elements per nanosecond"
set grid
set key outside right center reverse Left samplen 4 spacing 1.2

do for [i = 1 : words(caches) / 2] {
  bytes = 1024 * word(caches, 2 * i)
  set arrow i from first bytes, graph 0 to first bytes, graph 1 nohead dashtype 2 linecolor "gray40"
  set label i word(caches, 2 * i - 1)." ".size_in_words(bytes) at first bytes, graph 0.97 right offset -0.5, 0 \
    textcolor "gray40"
}

activations = "relu sigmoid tanh"
contestants = "avx2 eigen std"
names = "'simdact avx2' 'Eigen, as built' 'std::, as built'"
colours = "#0072b2 #d55e00 #009e73"

# The number of elements if the label begins with the prefix and is that of the best repetition, else NaN.
elements(label, prefix) = strstrt(label, prefix) == 1 && label[strlen(label) - 4 : *] eq "_best" \
                        ? real(label[strlen(prefix) + 1 : strlen(label) - 5]) : NaN

# The rows of the file are in random order; `smooth unique` sorts them.
plot for [a = 1 : 3] for [c = 1 : 3] prefix = word(activations, a)."/value/float/".word(contestants, c)."/" \
  "throughput.csv" using (8 * elements(strcol(1), prefix)):(1e-9 / column("per_element")) smooth unique \
  with linespoints linecolor rgb word(colours, a) dashtype c pointtype 2 * c + 3 pointsize 1 linewidth 2 \
  title word(activations, a)." ".word(names, c)
